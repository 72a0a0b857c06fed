import asyncio
import os
import threading

import aiohttp


async def waiter(numbers):
    async with aiohttp.ClientSession(os.environ["COCINA"], connector=aiohttp.TCPConnector(limit=None)) as session:

        async def serve(n):
            async with session.get(f"/mesa/{n}") as answer:
                await answer.read()

        await asyncio.gather(*map(serve, numbers))


other = threading.Thread(target=asyncio.run, args=(waiter(range(251, 501)),))
other.start()
asyncio.run(waiter(range(1, 251)))
other.join()
