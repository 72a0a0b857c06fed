import hashlib
import os
import resource
import time

import requests

KITCHEN = os.environ["COCINA"]


def classify(job):
    """Run job() and say whether it spends its time waiting, "io", or computing, "cpu"."""
    before, begun = resource.getrusage(resource.RUSAGE_SELF), time.time()
    job()
    after, ended = resource.getrusage(resource.RUSAGE_SELF), time.time()
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return ["io", "cpu"][worked > (ended - begun) * 0.6]


# From here on nothing needs changing: six jobs, whose numbers are drawn anew in every run.


def compute(seconds, step):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        step()


JOBS = [
    lambda: time.sleep(0.15),
    lambda: requests.get(f"{KITCHEN}/horno"),
    lambda: time.sleep(0.03),
    lambda: compute(0.12, lambda: sum(n * n for n in range(500))),
    lambda: compute(0.12, lambda: hashlib.pbkdf2_hmac("sha256", b"sal", b"pimienta", 1000)),
    lambda: compute(0.04, lambda: sum(n * n for n in range(500))),
]


def seal(number):
    return requests.get(f"{KITCHEN}/trabajo/{number}").json()["sello"]


numbers = sorted(range(1, 7), key=seal)
for turn in range(5):
    for number, job in sorted(zip(numbers, JOBS), key=lambda pair: pair[0]):
        requests.get(f"{KITCHEN}/clase/{turn}/{number}/{classify(job)}")
