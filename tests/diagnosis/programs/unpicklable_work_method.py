# expect: unpicklable-work@19
# exit: 1
import threading
from concurrent.futures import ProcessPoolExecutor


class Counter:
    def __init__(self):
        self.lock = threading.Lock()

    def one(self, number):
        with self.lock:
            return number


if __name__ == "__main__":
    counter = Counter()
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(counter.one, range(3))))
