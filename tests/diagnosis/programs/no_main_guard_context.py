# expect: no-main-guard@13
import multiprocessing


def square(n, out):
    out.put(n * n)


ctx = multiprocessing.get_context("spawn")
out = ctx.Queue()
jobs = [ctx.Process(target=square, args=(n, out)) for n in range(2)]
for job in jobs:
    job.start()
for job in jobs:
    job.join()
print([job.exitcode for job in jobs])
