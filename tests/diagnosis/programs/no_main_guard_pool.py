# expect: no-main-guard@13
# exit: 1
# why: with spawn each child runs the file again, and would start children of its own
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor


def trabaja(n):
    return n + 1


with ProcessPoolExecutor(1, mp_context=mp.get_context("spawn")) as taller:
    print(list(taller.map(trabaja, [1, 2])))
