# expect: create-then-await@13
# allow: await-in-loop
import asyncio
from asyncio import create_task as go

async def bake(x):
    await asyncio.sleep(0.16)
    return x.upper()

async def main():
    results = []
    for x in "abc":
        results.append(await go(bake(x)))
    print(results)

asyncio.run(main())
