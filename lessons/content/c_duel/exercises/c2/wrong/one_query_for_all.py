import asyncio
import os

import asyncpg

URL = os.environ["DATABASE_URL"]


async def main():
    connection = await asyncpg.connect(URL)
    await connection.fetch("select espera(25) from generate_series(1, 10)")
    await connection.close()


asyncio.run(main())
