import asyncio
import os

import aiohttp


async def serve(session, n):
    async with session.get(f"/mesa/{n}") as answer:
        answer.raise_for_status()
        return (await answer.json())["sello"]


async def main():
    connector = aiohttp.TCPConnector(limit=500)
    async with aiohttp.ClientSession(os.environ["COCINA"], connector=connector) as session:
        waiting = [asyncio.create_task(serve(session, n)) for n in range(1, 501)]
        for done in asyncio.as_completed(waiting):
            await done


if __name__ == "__main__":
    asyncio.run(main())
