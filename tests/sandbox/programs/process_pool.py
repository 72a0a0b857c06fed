import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor


def chop(n):
    return sum(range(n))


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1] if len(sys.argv) > 1 else "fork")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        print(list(pool.map(chop, [400_000] * 4)))
