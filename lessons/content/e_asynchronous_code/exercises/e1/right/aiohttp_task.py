import asyncio
import os

import aiohttp


async def ask(kitchen, path):
    async with kitchen.get(path) as answer:
        return await answer.json()


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"]) as kitchen:
        water = asyncio.ensure_future(ask(kitchen, "/agua"))
        await asyncio.sleep(0)
        for vegetable in ["ajo", "tomate", "cebolla", "albahaca"]:
            print(await ask(kitchen, f"/cortar/{vegetable}"))
        print(await water)
        print(await ask(kitchen, "/salsa"))


asyncio.run(main())
