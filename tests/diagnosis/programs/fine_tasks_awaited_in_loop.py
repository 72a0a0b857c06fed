# expect: nothing
# looks-like: await-in-loop create-then-await
import asyncio


async def download(n):
    await asyncio.sleep(0.15)
    return n * n


async def main():
    tasks = [asyncio.create_task(download(n)) for n in range(4)]
    total = 0
    for task in tasks:
        total += await task
    print(total)


asyncio.run(main())
