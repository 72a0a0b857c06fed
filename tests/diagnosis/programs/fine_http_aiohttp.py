# expect: nothing
# service: kitchen
# looks-like: blocking-http sequential-awaits
import asyncio
import os

import aiohttp


async def grab(session, path):
    async with session.get(path, params={"ms": 150}) as response:
        body = await response.json()
        return body["ruta"]


async def main():
    async with aiohttp.ClientSession(os.environ["KITCHEN"]) as session:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(grab(session, f"/page/{n}")) for n in range(6)]
    print([task.result() for task in tasks])


asyncio.run(main())
