# expect: nothing
# looks-like: thread-race lock-around-the-wait
import threading, time
n, L = 0, threading.Lock()
def suma():
    global n
    for _ in range(10):
        time.sleep(.015)
        with L: n += 1
hs = [threading.Thread(target=suma) for _ in range(4)]
for h in hs: h.start()
for h in hs: h.join()
print(n)
