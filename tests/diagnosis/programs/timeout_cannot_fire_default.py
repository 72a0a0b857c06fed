# expect: timeout-cannot-fire@12
import asyncio
import time


async def read(name):
    time.sleep(0.35)
    return name


async def limited(name, limit=0.2 / 2):
    return await asyncio.wait_for(read(name), timeout=limit)


async def main():
    try:
        print(await limited("a"))
    except TimeoutError:
        print("slow")


asyncio.run(main())
