# expect: timeout-cannot-fire@14
import asyncio
import time


async def convert():
    time.sleep(0.4)
    return "done"


async def main():
    task = asyncio.create_task(convert())
    try:
        print(await asyncio.wait_for(task, timeout=0.1))
    except TimeoutError:
        print("too late")


asyncio.run(main())
