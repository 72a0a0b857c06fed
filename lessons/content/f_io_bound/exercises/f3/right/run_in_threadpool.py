import asyncio
import os

import httpx
from fastapi.concurrency import run_in_threadpool

MENU = os.path.join(os.environ["DISK"], "menu.txt")


def read_menu():
    with open(MENU) as file:
        return file.read()


async def beat(kitchen):
    while True:
        await kitchen.get("/latido")
        await asyncio.sleep(0.05)


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        heart = asyncio.create_task(beat(kitchen))
        await asyncio.sleep(0.1)
        menu = await run_in_threadpool(read_menu)
        await kitchen.get(f"/menu/{menu.strip()}")
        heart.cancel()


asyncio.run(main())
