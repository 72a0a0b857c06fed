import asyncio
import os

import httpx


def read_menu():
    with open(os.path.join(os.environ["DISK"], "menu.txt")) as file:
        return file.read()


async def beat(kitchen):
    while True:
        await kitchen.get("/latido")
        await asyncio.sleep(0.05)


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        heart = asyncio.create_task(beat(kitchen))
        print("/menu/" + await asyncio.to_thread(read_menu))
        heart.cancel()


asyncio.run(main())
