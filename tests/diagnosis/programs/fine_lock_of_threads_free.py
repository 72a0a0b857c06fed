# expect: nothing
# looks-like: blocking-wait
import asyncio
import threading

shelf = threading.Lock()


async def take(item):
    await asyncio.sleep(0.1)
    with shelf:
        return item


async def main():
    print(await asyncio.gather(take("a"), take("b")))


asyncio.run(main())
