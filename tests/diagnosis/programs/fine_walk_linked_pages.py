# expect: nothing
# service: kitchen
# looks-like: await-in-loop
import asyncio
import os

import aiohttp


async def main():
    seen = []
    place = "/page/1?ms=70"
    async with aiohttp.ClientSession(os.environ["KITCHEN"]) as session:
        while place and len(seen) < 4:
            async with session.get(place) as answer:
                body = await answer.json()
            seen.append(body["ruta"])
            place = f"{body['ruta']}1?ms=70"
    print(len(seen))


asyncio.run(main())
