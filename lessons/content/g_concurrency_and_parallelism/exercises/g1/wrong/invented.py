from concurrent.futures import ProcessPoolExecutor


def sella(n):
    x = 0
    for i in range(n):
        x += i * i % 7
    return x


if __name__ == "__main__":
    with ProcessPoolExecutor() as workers:
        print(list(workers.map(sella, [2_000_000] * 4)))
