# expect: threads-for-cpu@19
import threading


class Counter(threading.Thread):
    def __init__(self, limit):
        super().__init__()
        self.limit = limit
        self.primes = 0

    def run(self):
        for number in range(2, self.limit):
            if all(number % divisor for divisor in range(2, int(number**0.5) + 1)):
                self.primes += 1


workers = [Counter(60_000) for _ in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print([worker.primes for worker in workers])
