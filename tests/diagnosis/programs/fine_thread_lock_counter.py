# expect: nothing
# looks-like: lock-around-the-wait thread-race
import threading
import time

lock = threading.Lock()
done = 0


def work(seconds):
    global done
    time.sleep(seconds)
    with lock:
        done += 1


threads = [threading.Thread(target=work, args=(0.15,)) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(done)
