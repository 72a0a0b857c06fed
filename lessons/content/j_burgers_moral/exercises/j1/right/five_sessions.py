import asyncio
import os

import aiohttp


async def waiter(first):
    async with aiohttp.ClientSession() as session:

        async def serve(n):
            async with session.get(f"{os.environ['COCINA']}/mesa/{n}") as answer:
                return await answer.text()

        return await asyncio.gather(*map(serve, range(first, first + 100)))


async def main():
    rounds = await asyncio.gather(*(waiter(first) for first in range(1, 501, 100)))
    print(sum(len(tables) for tables in rounds))


asyncio.run(main())
