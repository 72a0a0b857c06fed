# expect: nothing
# looks-like: create-then-await
import asyncio


async def fetch(n):
    await asyncio.sleep(0.2)
    return n


async def main():
    one = asyncio.create_task(fetch(1))
    two = asyncio.create_task(fetch(2))
    a = await one
    b = await two
    print(a + b)


asyncio.run(main())
