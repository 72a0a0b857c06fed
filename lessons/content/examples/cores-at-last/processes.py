import os
from concurrent.futures import ProcessPoolExecutor


def chop(n):
    """Pure computing: it waits for nobody."""
    return sum(i * i % 7 for i in range(2_000_000 + n)), os.getpid()


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        workers = {pid for _, pid in pool.map(chop, range(2))}
    print("processes that chopped:", len(workers))
