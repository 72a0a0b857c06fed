# expect: await-in-loop@14
# twin: fine_gather_burgers.py
import asyncio


async def burger(n):
    await asyncio.sleep(0.12)
    return f"burger {n}"


async def main():
    served = []
    for n in range(5):
        served.append(await burger(n))
    print(served)


asyncio.run(main())
