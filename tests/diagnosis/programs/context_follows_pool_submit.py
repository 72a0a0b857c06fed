# expect: context-follows-everywhere@14
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

user = ContextVar("user", default="nobody")


def greet():
    return f"hello {user.get()}"


user.set("Ada")
with ThreadPoolExecutor() as pool:
    print(pool.submit(greet).result())
