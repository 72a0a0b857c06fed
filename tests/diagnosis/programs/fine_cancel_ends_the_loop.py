# expect: nothing
# looks-like: cancellation-swallowed
import asyncio


async def worker(queue):
    while True:
        try:
            print(await queue.get())
        except asyncio.CancelledError:
            break
    print("closed")


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(worker(queue))
    queue.put_nowait("one")
    await asyncio.sleep(0.1)
    task.cancel()
    await task


asyncio.run(main())
