# expect: polling@12|polling@13
import asyncio


async def slow():
    await asyncio.sleep(0.4)
    return 42


async def main():
    task = asyncio.create_task(slow())
    while True:
        done, _ = await asyncio.wait({task}, timeout=0.02)
        if done:
            break
    print(task.result())


asyncio.run(main())
