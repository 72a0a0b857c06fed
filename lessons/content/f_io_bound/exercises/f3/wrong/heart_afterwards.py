import asyncio
import os

import httpx


async def main():
    with open(os.path.join(os.environ["DISK"], "menu.txt")) as file:
        menu = file.read().strip()
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        for _ in range(20):
            await kitchen.get("/latido")
            await asyncio.sleep(0.02)
        await kitchen.get(f"/menu/{menu}")


asyncio.run(main())
