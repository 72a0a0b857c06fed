# expect: nothing
# looks-like: await-in-loop
import asyncio


async def burger(n):
    await asyncio.sleep(0.12)
    return f"burger {n}"


async def main():
    served = await asyncio.gather(*[burger(n) for n in range(5)])
    for n, one in enumerate(served):
        print(n, one)


asyncio.run(main())
