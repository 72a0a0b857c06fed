# expect: polling@16|polling@18
import asyncio


async def producer(queue):
    for number in range(3):
        await asyncio.sleep(0.12)
        queue.put_nowait(number)
    queue.put_nowait(None)


async def consumer(queue):
    seen = []
    while True:
        try:
            item = queue.get_nowait()
        except asyncio.QueueEmpty:
            await asyncio.sleep(0.01)
            continue
        if item is None:
            return seen
        seen.append(item * 2)


async def main():
    queue = asyncio.Queue()
    _, seen = await asyncio.gather(producer(queue), consumer(queue))
    print(seen)


asyncio.run(main())
