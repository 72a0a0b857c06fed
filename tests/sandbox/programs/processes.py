import multiprocessing
import sys
import time


def chop(n):
    time.sleep(0.05)
    sys.stdout.write(f"chopped {n}\n")


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1] if len(sys.argv) > 1 else "fork")
    workers = [context.Process(target=chop, args=(n,)) for n in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
