# expect: no-main-guard@12
# allow: unpicklable-work
import multiprocessing
import time


def work(number):
    time.sleep(0.05)


child = multiprocessing.get_context("spawn").Process(target=work, args=(1,))
child.start()
child.join()
print("over")
