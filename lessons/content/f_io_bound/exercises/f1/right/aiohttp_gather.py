import asyncio
import os

import aiohttp


async def ask(kitchen, path):
    async with kitchen.get(path) as answer:
        return (await answer.json())["sello"][:6]


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"]) as kitchen:
        seals = await asyncio.gather(*[ask(kitchen, f"/plato/{n}") for n in range(1, 21)])
        await ask(kitchen, f"/cuenta/{'-'.join(seals)}")
        print(seals)


asyncio.run(main())
