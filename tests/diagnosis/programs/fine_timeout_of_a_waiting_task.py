# expect: nothing
# looks-like: timeout-cannot-fire
import asyncio


async def convert():
    await asyncio.sleep(0.4)
    return "done"


async def main():
    task = asyncio.create_task(convert())
    try:
        print(await asyncio.wait_for(task, timeout=0.1))
    except TimeoutError:
        print("too late")


asyncio.run(main())
