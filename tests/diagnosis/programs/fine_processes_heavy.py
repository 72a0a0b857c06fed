# expect: nothing
# looks-like: processes-for-tiny-work threads-for-cpu
from concurrent.futures import ProcessPoolExecutor


def grind(seed):
    x = seed
    for _ in range(1_200_000):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
    return x


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        print(list(pool.map(grind, [1, 2])))
