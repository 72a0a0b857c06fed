import asyncio
import os
from pathlib import Path

import httpx


async def beat(kitchen, reading):
    while not reading.done():
        await asyncio.gather(kitchen.get("/latido"), asyncio.sleep(0.05))


async def main():
    menu = Path(os.environ["DISK"]) / "menu.txt"
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        async with asyncio.TaskGroup() as group:
            reading = group.create_task(asyncio.to_thread(menu.read_text))
            group.create_task(beat(kitchen, reading))
        print(await kitchen.get(f"/menu/{int(reading.result())}"))


asyncio.run(main())
