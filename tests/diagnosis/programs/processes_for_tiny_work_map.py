# expect: processes-for-tiny-work@10|processes-for-tiny-work@11
from concurrent.futures import ProcessPoolExecutor


def cuadrado(n):
    return n * n


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        print(sum(pool.map(cuadrado, range(60))))
