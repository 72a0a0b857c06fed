import asyncio


async def reader(stream):
    await stream.readline()


async def quick():
    await asyncio.sleep(0.03)


async def lines():
    for _ in range(2):
        await asyncio.sleep(0.01)
        yield 1


async def main():
    lock, event, queue = asyncio.Lock(), asyncio.Event(), asyncio.Queue()
    semaphore, condition = asyncio.Semaphore(0), asyncio.Condition()
    await lock.acquire()

    async def for_lock():
        await lock.acquire()

    async def for_event():
        await event.wait()

    async def for_queue():
        await queue.get()

    async def for_semaphore():
        async with semaphore:
            pass

    async def for_condition():
        async with condition:
            await condition.wait()

    async def for_task():
        await asyncio.create_task(quick())

    async def for_any():
        await asyncio.wait([asyncio.create_task(quick())])

    async def for_group():
        async with asyncio.TaskGroup() as group:
            group.create_task(quick())

    async def for_subprocess():
        await (await asyncio.create_subprocess_exec("sleep", "0.05")).wait()

    async def for_network():
        server = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        stream, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.wait_for(reader(stream), 0.05)
        except TimeoutError:
            writer.close()
            server.close()

    async def for_generator():
        async for _ in lines():
            pass

    tasks = [
        asyncio.create_task(job(), name=job.__name__)
        for job in (
            for_lock, for_event, for_queue, for_semaphore, for_condition, for_task, for_any, for_group, for_subprocess,
            for_network, for_generator,
        )
    ]
    await asyncio.sleep(0.15)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


asyncio.run(main())
