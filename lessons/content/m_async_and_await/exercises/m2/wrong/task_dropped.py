import asyncio
import os

import aiohttp


async def fetch(kitchen, path):
    async with kitchen.get(path) as answer:
        return await answer.json()


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"]) as kitchen:
        uid = (await fetch(kitchen, "/perfil"))["uid"]
        tasks = [asyncio.create_task(fetch(kitchen, f"/{what}/{uid}")) for what in ("compras", "sugerencias")]
        await asyncio.sleep(0.1)
        print(f"{len(tasks)} tareas en marcha")


asyncio.run(main())
