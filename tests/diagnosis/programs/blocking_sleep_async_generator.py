# expect: blocking-sleep@8
import asyncio
from time import sleep as pause


async def lines():
    for number in range(4):
        pause(0.06)
        yield number


async def clock(beats):
    while True:
        beats.append(1)
        await asyncio.sleep(0.02)


async def main():
    beats = []
    ticking = asyncio.create_task(clock(beats))
    print([line async for line in lines()])
    ticking.cancel()


asyncio.run(main())
