# expect: processes-for-tiny-work@10|processes-for-tiny-work@11
from multiprocessing import Pool


def is_even(n):
    return n % 2 == 0


def count(numbers):
    with Pool(processes=4) as pool:
        return sum(pool.map(is_even, numbers))


if __name__ == "__main__":
    print(count(range(500)), "even numbers")
