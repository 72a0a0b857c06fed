# expect: processes-for-tiny-work@11|processes-for-tiny-work@13
import multiprocessing as mp


def greet(name, box):
    box.put(f"hello {name}")


if __name__ == "__main__":
    box = mp.Queue()
    workers = [mp.Process(target=greet, args=(n, box)) for n in ("ann", "bob", "cid", "dot", "eva", "fay")]
    for w in workers:
        w.start()
    for _ in workers:
        print(box.get())
    for w in workers:
        w.join()
