# expect: nothing
# looks-like: thread-race
import threading


class Tally(threading.Thread):
    def __init__(self):
        super().__init__()
        self.count = 0

    def run(self):
        for _ in range(1_000):
            self.count += 1


tallies = [Tally() for _ in range(4)]
for tally in tallies:
    tally.start()
for tally in tallies:
    tally.join()
print(sum(tally.count for tally in tallies))
