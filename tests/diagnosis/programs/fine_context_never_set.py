# expect: nothing
# looks-like: context-follows-everywhere
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

user = ContextVar("user", default="nobody")


def greet(name):
    user.set(name)
    return f"hello {user.get()}"


with ThreadPoolExecutor() as pool:
    print(list(pool.map(greet, ["Ada", "Bo"])))
