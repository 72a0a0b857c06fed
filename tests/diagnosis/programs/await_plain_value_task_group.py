# expect: await-plain-value@13
# exit: 1
import asyncio


class Cache:
    def get(self, key):
        return key


async def worker(cache, key):
    await asyncio.sleep(0.1)
    value = await cache.get(key)
    return value


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(worker(Cache(), "a"))


asyncio.run(main())
