# expect: polling@15|polling@16
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def report():
    time.sleep(0.4)
    return "report"


async def main():
    with ThreadPoolExecutor() as pool:
        future = pool.submit(report)
        while not future.done():
            await asyncio.sleep(0.01)
        print(future.result())


asyncio.run(main())
