# expect: await-in-loop@12
# service: kitchen
import asyncio
import os

import httpx


async def notify(names):
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as http:
        for name in names:
            answer = await http.post("/notify?ms=90", json={"to": name})
            print(name, answer.status_code)


asyncio.run(notify(["ana", "bea", "cruz", "dori"]))
