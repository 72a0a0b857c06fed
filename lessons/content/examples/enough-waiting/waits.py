import asyncio
import os

import httpx

KITCHEN = os.environ["KITCHEN"]


async def main():
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{KITCHEN}/slow-roast?ms=2000")
        print("the roast came:", answer.status_code)


asyncio.run(main())
