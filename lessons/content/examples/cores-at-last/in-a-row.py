import os


def chop(n):
    """Pure computing: it waits for nobody."""
    return sum(i * i % 7 for i in range(2_000_000 + n)), os.getpid()


if __name__ == "__main__":
    workers = {pid for _, pid in map(chop, range(2))}
    print("processes that chopped:", len(workers))
