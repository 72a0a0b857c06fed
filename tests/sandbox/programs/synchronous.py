import time


def burger(n):
    time.sleep(0.12)
    print("burger", n)


for n in range(3):
    burger(n)
