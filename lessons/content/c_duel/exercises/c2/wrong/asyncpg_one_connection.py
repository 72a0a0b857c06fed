import asyncio
import os

import asyncpg

URL = os.environ["DATABASE_URL"]


async def main():
    connection = await asyncpg.connect(URL)
    await asyncio.gather(*(connection.fetchval("select espera(250)") for _ in range(10)))


asyncio.run(main())
