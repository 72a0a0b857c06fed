# expect: cancellation-swallowed@10
import asyncio


async def worker(queue):
    while True:
        try:
            item = await queue.get()
            print("item", item)
        except asyncio.CancelledError:
            print("not now")
            if queue.empty():
                queue.put_nowait("last")
                await asyncio.sleep(0.05)
                await queue.get()
                return


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(worker(queue))
    queue.put_nowait("one")
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("over")


asyncio.run(main())
