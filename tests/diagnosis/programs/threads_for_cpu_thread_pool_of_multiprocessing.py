# expect: threads-for-cpu@12|threads-for-cpu@13
from multiprocessing.pool import ThreadPool


def score(seed):
    value = seed
    for step in range(900_000):
        value = (value * 31 + step) % 1_000_003
    return value


with ThreadPool(3) as pool:
    print(pool.map(score, range(3), chunksize=1))
