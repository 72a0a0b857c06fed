import asyncio
import os

import asyncpg

URL = os.environ["DATABASE_URL"]


async def main():
    async with asyncpg.create_pool(URL, min_size=3, max_size=3) as pool:
        await asyncio.gather(*(pool.fetchval("select espera(250)") for _ in range(10)))


asyncio.run(main())
