import asyncio
import os

import asyncpg

URL = os.environ["DATABASE_URL"]


async def query(pool, seats):
    async with seats:
        await pool.fetchval("select espera(250)")


async def main():
    seats = asyncio.Semaphore(5)
    async with asyncpg.create_pool(URL, min_size=10, max_size=10) as pool:
        await asyncio.gather(*(query(pool, seats) for _ in range(10)))


asyncio.run(main())
