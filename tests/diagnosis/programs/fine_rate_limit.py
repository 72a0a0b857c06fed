# expect: nothing
# service: kitchen
# looks-like: await-in-loop
# why: the service asks for at most ten requests a second; the pause between them is the purpose
import asyncio
import os

import httpx

EVERY = 0.1  # seconds; the provider's terms: 10 requests a second


async def polite(client, paths):
    loop = asyncio.get_running_loop()
    started = []
    next_at = loop.time()
    for path in paths:
        await asyncio.sleep(max(0, next_at - loop.time()))
        next_at += EVERY
        started.append(asyncio.create_task(client.get(path)))
    return await asyncio.gather(*started)


async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        replies = await polite(client, [f"/q/{n}?ms=30" for n in range(6)])
    print([r.status_code for r in replies])


asyncio.run(main())
