import asyncio
import os

import aiohttp


async def fetch(kitchen, path):
    async with kitchen.get(path) as answer:
        return await answer.json()


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"]) as kitchen:
        profile = await fetch(kitchen, "/perfil")
        paths = [f"/compras/{profile['uid']}", f"/sugerencias/{profile['uid']}"]
        for answer in await asyncio.gather(*[fetch(kitchen, path) for path in paths]):
            print(answer)


if __name__ == "__main__":
    asyncio.run(main())
