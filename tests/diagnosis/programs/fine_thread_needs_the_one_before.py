# expect: nothing
# looks-like: start-join-in-loop
import threading
import time

state = {"value": 1}


def double():
    time.sleep(0.05)
    state["value"] *= 2


def report():
    time.sleep(0.05)
    state["text"] = f"value {state['value']}"


first = threading.Thread(target=double)
first.start()
first.join()
second = threading.Thread(target=report)
second.start()
second.join()
print(state["text"])
