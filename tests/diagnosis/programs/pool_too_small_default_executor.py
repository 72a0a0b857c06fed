# expect: pool-too-small@13|pool-too-small@14
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def legacy(number):
    time.sleep(0.1)
    return number


async def main():
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2))
    answers = await asyncio.gather(*(asyncio.to_thread(legacy, number) for number in range(6)))
    print(answers)


asyncio.run(main())
