# expect: nothing
# looks-like: called-not-passed
# why: the call gives back the function that the thread is to run
import threading
import time


def worker(name, seconds):
    def run():
        time.sleep(seconds)
        print(name, "done")

    return run


threads = [threading.Thread(target=worker(n, 0.15)) for n in ("a", "b")]
for t in threads:
    t.start()
for t in threads:
    t.join()
