# expect: thread-race@13|thread-race@14|thread-race@15
import threading
import time


class Pool:
    def __init__(self):
        self.free = 20
        self.taken = 0

    def take(self):
        for _ in range(4):
            n = self.free
            time.sleep(0.04)
            self.free = n - 1
            self.taken += 1


pool = Pool()
crew = [threading.Thread(target=pool.take) for _ in range(5)]
[t.start() for t in crew]
[t.join() for t in crew]
print("free", pool.free, "taken", pool.taken)
