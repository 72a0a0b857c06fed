# expect: await-in-loop@16
# service: kitchen
import asyncio
import os

import httpx

PAGES = 6


async def collect() -> list[str]:
    seals: list[str] = []
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as http:
        page = 1
        while page <= PAGES:
            response = await http.get("/archive", params={"page": page, "ms": 70})
            response.raise_for_status()
            seals.append(response.json()["sello"])
            page += 1
    return seals


print(len(asyncio.run(collect())))
