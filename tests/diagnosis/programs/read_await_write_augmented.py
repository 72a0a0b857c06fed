# expect: read-await-write@15
# why: the left side of += is read before the await on the right
import asyncio

total = 0


async def points(player):
    await asyncio.sleep(0.15)
    return len(player)


async def add(player):
    global total
    total += await points(player)


async def main():
    await asyncio.gather(add("ann"), add("bernard"), add("cy"))
    print(total)


asyncio.run(main())
