# expect: await-in-loop@21
# service: kitchen
import asyncio
import os

import httpx


async def ping(client, host, port):
    reply = await client.get(f"/{host}/{port}?ms=60")
    return reply.status_code == 200


async def scan():
    hosts = ["alpha", "beta"]
    ports = (22, 80, 443)
    alive = {}
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        for host in hosts:
            for port in ports:
                alive[host, port] = await ping(client, host, port)
    return alive


print(asyncio.run(scan()))
