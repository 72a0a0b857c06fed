# expect: nothing
# looks-like: called-not-passed
from concurrent.futures import ThreadPoolExecutor
from operator import methodcaller


def multiplier(factor):
    def multiply(number):
        return number * factor

    return multiply


with ThreadPoolExecutor() as pool:
    print(pool.submit(multiplier(3), 4).result())
    print(list(pool.map(methodcaller("upper"), ["a", "b"])))
