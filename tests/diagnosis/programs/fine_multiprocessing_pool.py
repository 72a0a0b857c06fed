# expect: nothing
# looks-like: no-main-guard processes-for-tiny-work unpicklable-work
from multiprocessing import Pool


def puntua(semilla):
    x = semilla
    for _ in range(700_000):
        x = x * 48271 % 2147483647
    return x % 100


def main():
    with Pool(2) as pool:
        print(pool.map(puntua, [3, 5, 7, 11], chunksize=2))


if __name__ == "__main__":
    main()
