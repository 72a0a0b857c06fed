# expect: nothing
# looks-like: polling
import asyncio


async def slow():
    await asyncio.sleep(0.5)
    return 42


async def main():
    task = asyncio.create_task(slow())
    while not task.done():
        print(".", end="", flush=True)
        await asyncio.sleep(0.1)
    print(await task)


asyncio.run(main())
