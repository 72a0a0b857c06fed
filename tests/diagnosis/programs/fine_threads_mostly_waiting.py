# expect: nothing
# looks-like: threads-for-cpu
import threading
import time


def poll_sensor(out):
    for _ in range(4):
        time.sleep(0.05)
        out.append(sum(range(20_000)))


out = []
threads = [threading.Thread(target=poll_sensor, args=(out,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(out))
