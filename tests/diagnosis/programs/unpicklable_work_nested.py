# expect: unpicklable-work@13
# exit: 1
import multiprocessing as mp


def main():
    factor = 3

    def scale(n):
        return n * factor

    with mp.Pool(2) as pool:
        print(pool.map(scale, [1, 2, 3]))


if __name__ == "__main__":
    main()
