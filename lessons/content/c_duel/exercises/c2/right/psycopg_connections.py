import asyncio
import os

import psycopg

URL = os.environ["DATABASE_URL"]


async def query():
    async with await psycopg.AsyncConnection.connect(URL, autocommit=True) as connection:
        answer = await connection.execute("select espera(%s)", [250])
        return await answer.fetchone()


async def main():
    print(await asyncio.gather(*(query() for _ in range(10))))


asyncio.run(main())
