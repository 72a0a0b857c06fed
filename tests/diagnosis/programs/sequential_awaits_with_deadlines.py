# expect: sequential-awaits@17|sequential-awaits@19
import asyncio


async def route(origin):
    await asyncio.sleep(0.15)
    return origin + "-7"


async def fares(zone):
    await asyncio.sleep(0.2)
    return zone * 2


async def plan():
    async with asyncio.timeout(1):
        way = await route("north")
    async with asyncio.timeout(1):
        price = await fares(3)
    return f"{way}: {price}"


print(asyncio.run(plan()))
