import asyncio
import os

import asyncpg

URL = os.environ["DATABASE_URL"]


async def query():
    connection = await asyncpg.connect(URL)
    try:
        return await connection.fetchval("select espera($1)", 250)
    finally:
        await connection.close()


async def main():
    tasks = [asyncio.create_task(query()) for _ in range(10)]
    for task in tasks:
        print(await task)


asyncio.run(main())
