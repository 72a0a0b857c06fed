# expect: cancellation-swallowed@10
import asyncio


async def pump(queue):
    for number in range(4):
        try:
            await queue.put(number)
        finally:
            continue


async def main():
    queue = asyncio.Queue(maxsize=1)
    task = asyncio.create_task(pump(queue))
    for _ in range(4):
        await asyncio.sleep(0.05)
        task.cancel()
    await asyncio.wait({task})
    print(queue.qsize())


asyncio.run(main())
