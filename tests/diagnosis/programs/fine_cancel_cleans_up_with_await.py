# expect: nothing
# looks-like: cancellation-swallowed
import asyncio


async def worker(queue):
    try:
        while True:
            print(await queue.get())
    except asyncio.CancelledError:
        await asyncio.sleep(0.05)
        print("closed")
        raise


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(worker(queue))
    queue.put_nowait("one")
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


asyncio.run(main())
