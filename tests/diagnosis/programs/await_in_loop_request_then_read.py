# expect: await-in-loop@13|await-in-loop@15
# service: kitchen
import asyncio
import os

import aiohttp


async def main():
    sizes = {}
    async with aiohttp.ClientSession(os.environ["KITCHEN"]) as session:
        for page in range(1, 5):
            async with session.get(f"/page/{page}?ms=90") as answer:
                answer.raise_for_status()
                sizes[page] = len(await answer.read())
    print(len(sizes))


asyncio.run(main())
