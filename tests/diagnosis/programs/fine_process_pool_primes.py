# expect: nothing
# looks-like: threads-for-cpu
from concurrent.futures import ProcessPoolExecutor


def primos(desde, hasta):
    total = 0
    for n in range(desde, hasta):
        for d in range(2, int(n**0.5) + 1):
            if n % d == 0:
                break
        else:
            total += 1
    return total


if __name__ == "__main__":
    tramos = [(2, 30_000), (30_000, 50_000), (50_000, 66_000), (66_000, 80_000)]
    with ProcessPoolExecutor(max_workers=2) as pool:
        print(sum(pool.map(primos, *zip(*tramos))))
