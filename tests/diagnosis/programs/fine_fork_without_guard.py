# expect: nothing
# looks-like: no-main-guard processes-for-tiny-work
# why: here the default is fork, which runs no file again: it works, and nothing went wrong to speak of
import multiprocessing as mp


def grind(n):
    return sum(i * i % 7 for i in range(n))


p = mp.Process(target=grind, args=(2_000_000,))
p.start()
p.join()
print("exit", p.exitcode)
