# expect: await-plain-value@11
# exit: 1
# service: kitchen
import asyncio
import os
import httpx

async def main():
    async with httpx.AsyncClient() as client:
        response = await client.get(os.environ["KITCHEN"] + "/menu?ms=150")
        data = await response.json()
        print(data)

asyncio.run(main())
