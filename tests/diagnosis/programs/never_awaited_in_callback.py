# expect: never-awaited@11
import asyncio


async def log(text):
    await asyncio.sleep(0.02)
    print(text)


def on_done(task):
    log("finished")


async def main():
    task = asyncio.create_task(asyncio.sleep(0.1))
    task.add_done_callback(on_done)
    await task


asyncio.run(main())
