import asyncio
import os

import asyncpg

URL = os.environ["DATABASE_URL"]


async def query(pool):
    async with pool.acquire() as connection:
        await connection.execute("SELECT espera(250)")


async def main():
    async with asyncpg.create_pool(URL, max_size=20) as pool, asyncio.TaskGroup() as group:
        for _ in range(10):
            group.create_task(query(pool))


asyncio.run(main())
