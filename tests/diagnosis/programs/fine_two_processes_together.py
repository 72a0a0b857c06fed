# expect: nothing
# looks-like: start-join-in-loop processes-for-tiny-work
from multiprocessing import Process
import time


def work(number):
    time.sleep(0.3)


if __name__ == "__main__":
    first, second = Process(target=work, args=(1,)), Process(target=work, args=(2,))
    first.start()
    second.start()
    first.join()
    second.join()
    print("both")
