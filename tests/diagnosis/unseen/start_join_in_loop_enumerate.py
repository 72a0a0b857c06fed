# expect: start-join-in-loop@15|start-join-in-loop@17
import threading
import time

results: dict[str, float] = {}


def probe(host: str) -> None:
    time.sleep(0.14)
    results[host] = 0.14


for index, host in enumerate(["north", "south", "east"]):
    thread = threading.Thread(target=probe, args=(host,), name=f"probe-{index}")
    thread.start()
    while thread.is_alive():
        thread.join(timeout=0.5)

print(results)
