import asyncio
import os

import psycopg2

URL = os.environ["DATABASE_URL"]


async def query():
    cursor = psycopg2.connect(URL).cursor()
    await cursor.execute("select espera(250)")


async def main():
    await asyncio.gather(*(query() for _ in range(10)))


asyncio.run(main())
