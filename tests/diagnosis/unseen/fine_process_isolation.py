# expect: nothing
# looks-like: processes-for-tiny-work no-main-guard
# why: one process, made to survive what may crash in it, not to be faster
import multiprocessing as mp, os, time
def arriesgado():
    time.sleep(.15)
    os._exit(3)
if __name__ == "__main__":
    p = mp.Process(target=arriesgado); p.start(); p.join()
    print("el hijo cayó con", p.exitcode, "y aquí seguimos")
