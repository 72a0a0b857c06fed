# expect: nothing
# looks-like: thread-race
import queue
import threading
import time

total = 0
out = queue.SimpleQueue()


def work(n):
    time.sleep(0.15)
    out.put(n * n)


threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
while not out.empty():
    total += out.get()
print(total)
