import asyncio
import os

import psycopg2

URL = os.environ["DATABASE_URL"]


async def query(n):
    connection = psycopg2.connect(URL)
    cursor = connection.cursor()
    cursor.execute("select espera(250)")
    connection.close()
    print("table", n)


async def main():
    await asyncio.gather(*(query(n) for n in range(10)))


asyncio.run(main())
