# expect: nothing
# looks-like: sleep-zero-parallel polling cpu-on-the-loop
# why: the long calculation gives up its turn often, so that the clock stays in time; nobody claims it is faster
import asyncio


async def clock(beats):
    for _ in range(beats):
        await asyncio.sleep(0.02)
    return "in time"


async def checksum(n):
    total = 0
    for i in range(n):
        total = (total * 31 + i) % 65521
        if i % 5_000 == 0:
            await asyncio.sleep(0)
    return total


async def main():
    print(await asyncio.gather(clock(6), checksum(500_000)))


asyncio.run(main())
