# expect: blocking-http@10
# service: kitchen
import asyncio
import os

import requests


async def load(session, path):
    return session.get(os.environ["KITCHEN"] + path, timeout=5).json()["ruta"]


async def main():
    with requests.Session() as session:
        print(await asyncio.gather(load(session, "/a?ms=120"), load(session, "/b?ms=120")))


asyncio.run(main())
