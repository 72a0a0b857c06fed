import time
from concurrent.futures import ProcessPoolExecutor

CASHIERS = 8
ORDERS = 24
TIME = 0.2


def clean(n):
    end = time.process_time() + TIME
    while time.process_time() < end:
        pass


if __name__ == "__main__":
    with ProcessPoolExecutor(CASHIERS) as restaurant:
        for n in range(1, ORDERS + 1):
            restaurant.submit(clean, n)
