import asyncio
import os

import asyncpg

URL = os.environ["DATABASE_URL"]


async def main():
    async with asyncpg.create_pool(URL, min_size=10, max_size=10) as pool:
        for _ in range(10):
            pool.fetchval("select espera(250)")


asyncio.run(main())
