# expect: start-join-in-loop@14|start-join-in-loop@17
from multiprocessing import Process
import time


def work(number):
    time.sleep(0.12)


if __name__ == "__main__":
    for number in range(3):
        child = Process(target=work, args=(number,))
        try:
            child.start()
            print("started", number)
        finally:
            child.join()
