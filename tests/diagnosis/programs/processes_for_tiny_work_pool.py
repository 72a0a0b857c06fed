# expect: processes-for-tiny-work@10|processes-for-tiny-work@11
from multiprocessing import Pool


def square(number):
    return number * number


if __name__ == "__main__":
    with Pool(4) as pool:
        print(sum(pool.imap_unordered(square, range(40))))
