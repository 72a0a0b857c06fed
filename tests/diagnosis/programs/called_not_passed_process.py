# expect: called-not-passed@12
# allow: processes-for-tiny-work
from multiprocessing import Process
import time


def crunch(number):
    time.sleep(0.1)


if __name__ == "__main__":
    children = [Process(target=crunch(number)) for number in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
