# expect: nothing
# looks-like: context-follows-everywhere
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context

user = ContextVar("user", default="nobody")


def greet():
    return f"hello {user.get()}"


user.set("Ada")
with ThreadPoolExecutor() as pool:
    print(pool.submit(copy_context().run, greet).result())
