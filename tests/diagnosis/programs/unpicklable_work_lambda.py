# expect: unpicklable-work@7|unpicklable-work@8
# exit: 1
from concurrent.futures import ProcessPoolExecutor

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        dobles = pool.map(lambda n: n * 2, range(4))
        print(list(dobles))
