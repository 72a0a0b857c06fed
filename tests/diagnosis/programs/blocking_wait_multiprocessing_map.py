# expect: blocking-wait@14
import asyncio
import multiprocessing
import time


def work(number):
    time.sleep(0.2)
    return number


async def crunch():
    with multiprocessing.Pool(2) as pool:
        return pool.map(work, [1, 2])


async def main():
    print((await asyncio.gather(crunch(), asyncio.sleep(0.05)))[0])


if __name__ == "__main__":
    asyncio.run(main())
