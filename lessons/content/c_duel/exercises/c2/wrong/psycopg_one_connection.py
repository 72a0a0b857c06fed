import asyncio
import os

import psycopg

URL = os.environ["DATABASE_URL"]


async def main():
    async with await psycopg.AsyncConnection.connect(URL, autocommit=True) as connection:
        await asyncio.gather(*(connection.execute("select espera(250)") for _ in range(10)))


asyncio.run(main())
