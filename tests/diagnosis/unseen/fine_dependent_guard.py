# expect: nothing
# looks-like: sequential-awaits
# service: kitchen
# why: the second request is only made where the first allows it
import asyncio
import os

import aiohttp


async def allowed(http, who):
    async with http.get(f"/allowed/{who}?ms=120") as r:
        return r.status == 200


async def secret(http):
    async with http.get("/secret?ms=120") as r:
        return (await r.json())["sello"]


async def main():
    async with aiohttp.ClientSession(os.environ["KITCHEN"]) as http:
        if not await allowed(http, "ann"):
            raise SystemExit("no")
        value = await secret(http)
    print(len(value))


asyncio.run(main())
