import asyncio
import os

import aiohttp


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"], limit=0) as kitchen:
        print(kitchen)


asyncio.run(main())
