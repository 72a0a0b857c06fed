import asyncio

ORDERS, COOKS = 9, 1


async def waiter(queue):
    for n in range(ORDERS):
        await queue.put(n)
        print(f"order {n} taken, {queue.qsize()} in line")
    for _ in range(COOKS):
        await queue.put(None)


async def cook(name, queue):
    while (n := await queue.get()) is not None:
        await asyncio.sleep(0.15)
        print(f"cook {name}: order {n} done")


async def main():
    queue = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as group:
        group.create_task(waiter(queue))
        for name in range(COOKS):
            group.create_task(cook(name, queue))


asyncio.run(main())
