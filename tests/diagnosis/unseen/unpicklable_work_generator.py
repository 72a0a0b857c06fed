# expect: unpicklable-work@13|unpicklable-work@14
# exit: 1
from concurrent.futures import ProcessPoolExecutor


def total(rows):
    return sum(rows)


def main():
    rows = (n * n for n in range(10))
    with ProcessPoolExecutor(1) as pool:
        future = pool.submit(total, rows)
        print(future.result())


if __name__ == "__main__":
    main()
