# expect: threads-for-cpu@18|threads-for-cpu@19
# twin: fine_process_pool_primes.py
from concurrent.futures import ThreadPoolExecutor


def primos(desde, hasta):
    total = 0
    for n in range(desde, hasta):
        for d in range(2, int(n**0.5) + 1):
            if n % d == 0:
                break
        else:
            total += 1
    return total


tramos = [(2, 30_000), (30_000, 50_000), (50_000, 66_000), (66_000, 80_000)]
with ThreadPoolExecutor(max_workers=4) as pool:
    print(sum(pool.map(lambda t: primos(*t), tramos)))
