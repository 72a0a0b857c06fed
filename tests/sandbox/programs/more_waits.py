import asyncio
import gc
import time
from concurrent.futures import ThreadPoolExecutor


def grill():
    time.sleep(0.02)


async def main():
    loop = asyncio.get_running_loop()
    barrier, pool, queue = asyncio.Barrier(2), ThreadPoolExecutor(1), asyncio.Queue()

    async def for_yield():
        await asyncio.sleep(0)

    async def for_barrier():
        await barrier.wait()

    async def for_dns():
        await loop.getaddrinfo("127.0.0.1", 80)

    async def for_executor():
        await loop.run_in_executor(pool, grill)

    async def for_thread():
        await asyncio.to_thread(grill)

    async def for_future():
        await loop.create_future()

    async def for_timeout():
        await asyncio.wait_for(asyncio.sleep(0.03), 1)

    async def for_serve():
        await (await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)).serve_forever()

    async def for_wait():
        for done in asyncio.as_completed([asyncio.sleep(0.02)]):
            await done

    queue.put_nowait(1)

    async def for_queue():
        await queue.join()

    tasks = [
        asyncio.create_task(job(), name=job.__name__)
        for job in (
            for_yield, for_barrier, for_dns, for_executor, for_thread, for_future, for_timeout, for_serve, for_wait,
            for_queue,
        )
    ]
    loop.call_soon(time.sleep, 0.005)
    await asyncio.sleep(0.1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def destroyed():
    await asyncio.get_running_loop().create_future()


async def left_behind():
    await asyncio.sleep(9)


async def burnt():
    raise ValueError("burnt")


async def lose():
    asyncio.create_task(destroyed())
    asyncio.create_task(left_behind())
    asyncio.create_task(burnt())
    await asyncio.sleep(0.01)
    gc.collect()


asyncio.run(main())
asyncio.run(lose())
