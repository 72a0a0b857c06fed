# expect: blocking-wait@13|blocking-wait@15
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def part(number):
    time.sleep(0.15)
    return number


async def gathered():
    with ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(part, number) for number in range(3)]
        return [job.result() for job in as_completed(jobs)]


async def main():
    print((await asyncio.gather(gathered(), asyncio.sleep(0.05)))[0])


asyncio.run(main())
