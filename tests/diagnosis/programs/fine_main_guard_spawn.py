# expect: nothing
# looks-like: no-main-guard
import multiprocessing as mp


def grind(n, out):
    total = 0
    for i in range(n):
        total += i * i
    out.put(total)


if __name__ == "__main__":
    ctx = mp.get_context("spawn")
    out = ctx.Queue()
    p = ctx.Process(target=grind, args=(1_500_000, out))
    p.start()
    print(out.get())
    p.join()
