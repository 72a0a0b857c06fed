import asyncio
import os

import psycopg

URL = os.environ["DATABASE_URL"]


async def query():
    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute("select espera(250)")


async def main():
    await asyncio.gather(*(query() for _ in range(10)))


asyncio.run(main())
