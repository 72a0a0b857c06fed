# expect: coroutine-as-value@13|coroutine-as-value@15
# service: kitchen
# exit: 1
# allow: never-awaited
import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        reply = client.get("/stock?ms=100")
        print("asked")
        data = reply.json()
        print(data)


asyncio.run(main())
