# expect: nothing
# looks-like: start-join-in-loop
import threading
import time


def fetch(page):
    time.sleep(0.13)
    print("page", page)


threads = []
for page in range(4):
    t = threading.Thread(target=fetch, args=(page,))
    t.start()
    threads.append(t)
for t in threads:
    t.join()
