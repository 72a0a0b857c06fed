# expect: blocking-sleep@28
import asyncio
from time import sleep
import random

# A flaky upstream: three tries, with a pause that grows.


class Upstream:
    def __init__(self, failures):
        self.failures = failures

    async def call(self, key):
        await asyncio.sleep(0.01)
        if self.failures:
            self.failures -= 1
            raise ConnectionError(key)
        return key.upper()


async def with_retry(upstream, key):
    delay = 0.08
    for attempt in range(3):
        try:
            return await upstream.call(key)
        except ConnectionError:
            print(f"{key}: attempt {attempt} failed")
            sleep(delay)
            delay *= 2
    return None


async def main():
    random.seed(3)
    flaky = [Upstream(2) for _ in range(3)]
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(with_retry(u, f"key{i}")) for i, u in enumerate(flaky)]
    print([t.result() for t in tasks])


asyncio.run(main())
