# expect: create-then-await@13|create-then-await@14
# allow: sequential-awaits
# twin: fine_create_both_first.py
import asyncio


async def fetch(n):
    await asyncio.sleep(0.2)
    return n


async def main():
    a = await asyncio.create_task(fetch(1))
    b = await asyncio.create_task(fetch(2))
    print(a + b)


asyncio.run(main())
