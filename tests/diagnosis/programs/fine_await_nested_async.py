# expect: nothing
# looks-like: await-outside-async
import asyncio


def make_fetcher(prefix):
    async def fetch(name):
        await asyncio.sleep(0.15)
        return prefix + name

    return fetch


fetch = make_fetcher("v1/")
print(asyncio.run(fetch("users")))
