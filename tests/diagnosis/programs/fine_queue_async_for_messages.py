# expect: nothing
# looks-like: await-in-loop
import asyncio


async def source(queue):
    while (item := await queue.get()) is not None:
        yield item


async def handle(item, log):
    await asyncio.sleep(0.03)
    log.append(item)


async def producer(queue):
    for number in range(5):
        await asyncio.sleep(0.05)
        await queue.put(number)
    await queue.put(None)


async def main():
    queue, log = asyncio.Queue(), []
    feeding = asyncio.create_task(producer(queue))
    async for item in source(queue):
        await handle(item, log)
    await feeding
    print(log)


asyncio.run(main())
