# expect: pool-too-small@14|pool-too-small@15
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def query(number):
    time.sleep(0.1)
    return number


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1) as pool:
        jobs = [loop.run_in_executor(pool, query, number) for number in range(5)]
        print(await asyncio.gather(*jobs))


asyncio.run(main())
