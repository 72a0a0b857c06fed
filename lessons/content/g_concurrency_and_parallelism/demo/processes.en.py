import time
from concurrent.futures import ProcessPoolExecutor


def count(name):
    """Keeps a core busy for half a second."""
    print(f"{name} begins", flush=True)
    end = time.thread_time() + 0.5
    while time.thread_time() < end:
        sum(i * i for i in range(500))
    print(f"{name} ends", flush=True)


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as workers:
        list(workers.map(count, ["one", "two"]))
