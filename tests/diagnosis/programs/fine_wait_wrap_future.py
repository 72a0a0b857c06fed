# expect: nothing
# looks-like: blocking-wait
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def query(table):
    time.sleep(0.2)
    return table * 3


async def bill(pool, table):
    future = pool.submit(query, table)
    return await asyncio.wrap_future(future)


async def main():
    with ThreadPoolExecutor(3) as pool:
        print(await asyncio.gather(*(bill(pool, n) for n in range(3))))


asyncio.run(main())
