# expect: nothing
# looks-like: context-follows-everywhere
import asyncio
import contextvars
import time

user = contextvars.ContextVar("user")


def save(text):
    time.sleep(0.15)
    return f"{user.get()}: {text}"


async def request(name):
    user.set(name)
    return await asyncio.to_thread(save, "hello")


async def main():
    print(await asyncio.gather(request("ann"), request("bob")))


asyncio.run(main())
