# expect: sequential-awaits@25|sequential-awaits@26|sequential-awaits@27
# service: kitchen
import asyncio
import os
import time

import httpx


def read_meter(number):
    time.sleep(0.18)
    return number * 3


class Pool:
    async def fetchval(self, query, *args):
        await asyncio.sleep(0.16)
        return len(query)


async def overview():
    loop = asyncio.get_running_loop()
    pool = Pool()
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        answer = await client.get("/tariff?ms=150")
        meter = await loop.run_in_executor(None, read_meter, 4)
        bills = await pool.fetchval("select count(*) from bills where year = $1", 2024)
    return answer.json()["ruta"], meter, bills


print(asyncio.run(overview()))
