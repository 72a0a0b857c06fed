# expect: nothing
# looks-like: unpicklable-work
from concurrent.futures import ProcessPoolExecutor
from functools import partial
def muele(k, n):
    s = 0
    for i in range(n): s += i % k
    return s
if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pp: print(list(pp.map(partial(muele, 7), [1_200_000, 1_200_000])))
