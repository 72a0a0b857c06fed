# expect: read-await-write@12|read-await-write@14|read-await-write@15
import asyncio

taken = set()


async def verify(name):
    await asyncio.sleep(0.05)


async def register(name):
    if name in taken:
        return False
    await verify(name)
    taken.add(name)
    return True


async def main():
    print(await asyncio.gather(register("ana"), register("ana")))


asyncio.run(main())
