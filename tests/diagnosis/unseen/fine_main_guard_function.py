# expect: nothing
# looks-like: no-main-guard unpicklable-work
import multiprocessing as mp
def gira(n):
    x = 1
    for _ in range(n): x = x * 3 % 1_000_003
    return x
def principal():
    with mp.get_context("spawn").Pool(1) as p: print(p.map(gira, [1_200_000]))
if __name__ == "__main__": principal()
