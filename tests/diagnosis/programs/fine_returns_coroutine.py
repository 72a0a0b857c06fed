# expect: nothing
# looks-like: never-awaited coroutine-as-value
import asyncio


async def fetch(key):
    await asyncio.sleep(0.15)
    return key.title()


def choose(kind):
    if kind == "upper":
        return fetch("big letters")
    return fetch("small letters")


async def main():
    print(await choose("upper"))


asyncio.run(main())
