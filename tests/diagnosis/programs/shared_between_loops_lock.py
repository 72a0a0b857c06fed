# expect: shared-between-loops@10|shared-between-loops@20
# exit: 1
# allow: lock-around-the-wait
import asyncio

gate = asyncio.Lock()


async def enter(name):
    async with gate:
        await asyncio.sleep(0.08)
        return name


async def both(a, b):
    return await asyncio.gather(enter(a), enter(b))


print(asyncio.run(both("ann", "bob")))
print(asyncio.run(both("cid", "dan")))
