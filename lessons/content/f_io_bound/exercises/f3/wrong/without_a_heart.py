import asyncio
import os

import httpx


def read_menu():
    with open(os.path.join(os.environ["DISK"], "menu.txt")) as file:
        return file.read().strip()


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        menu = await asyncio.to_thread(read_menu)
        await kitchen.get(f"/menu/{menu}")


asyncio.run(main())
