import threading
import time


def count(name):
    """Keeps a core busy for half a second."""
    print(f"{name} begins", flush=True)
    end = time.thread_time() + 0.5
    while time.thread_time() < end:
        sum(i * i for i in range(500))
    print(f"{name} ends", flush=True)


threads = [threading.Thread(target=count, args=(name,)) for name in ("one", "two")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
