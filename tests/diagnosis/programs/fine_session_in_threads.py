# expect: nothing
# service: kitchen
# looks-like: blocking-http
import asyncio
import os

import requests


async def load(session, path):
    answer = await asyncio.to_thread(session.get, os.environ["KITCHEN"] + path, timeout=5)
    return answer.json()["ruta"]


async def main():
    with requests.Session() as session:
        print(await asyncio.gather(load(session, "/a?ms=120"), load(session, "/b?ms=120")))


asyncio.run(main())
