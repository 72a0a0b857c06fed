import asyncio
import os

from psycopg_pool import AsyncConnectionPool

URL = os.environ["DATABASE_URL"]


async def query(pool):
    async with pool.connection() as connection:
        await connection.execute("select espera(250)")


async def main():
    async with AsyncConnectionPool(URL, min_size=10, open=False) as pool:
        await pool.wait()
        await asyncio.gather(*(query(pool) for _ in range(10)))


asyncio.run(main())
