import asyncio
import os

import httpx

KITCHEN = os.environ["KITCHEN"]


async def roast(client):
    try:
        answer = await client.get(f"{KITCHEN}/slow-roast?ms=2000")
        return answer.status_code
    finally:
        print("the oven is off")  # runs also when cancelled


async def main():
    async with httpx.AsyncClient() as client:
        try:
            async with asyncio.timeout(0.5):
                print("the roast came:", await roast(client))
        except TimeoutError:
            print("enough: a salad instead")


asyncio.run(main())
