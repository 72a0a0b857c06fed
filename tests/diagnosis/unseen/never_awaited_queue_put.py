# expect: never-awaited@8
import asyncio


async def producer(queue):
    for item in ("nails", "screws"):
        await asyncio.sleep(0.08)
        queue.put(item)


async def consumer(queue):
    try:
        return await asyncio.wait_for(queue.get(), timeout=0.4)
    except TimeoutError:
        return "nothing came"


async def main():
    queue = asyncio.Queue()
    _, got = await asyncio.gather(producer(queue), consumer(queue))
    print(got)


asyncio.run(main())
