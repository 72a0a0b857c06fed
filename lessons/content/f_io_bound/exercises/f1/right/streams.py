import asyncio
import json
import os
from urllib.parse import urlsplit

kitchen = urlsplit(os.environ["COCINA"])
seals = {}


async def ask(path):
    reader, writer = await asyncio.open_connection(kitchen.hostname, kitchen.port)
    writer.write(f"GET {path} HTTP/1.0\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return json.loads(answer.split(b"\r\n\r\n", 1)[1])


async def dish(n):
    seals[n] = (await ask(f"/plato/{n}"))["sello"]


async def main():
    await asyncio.wait([asyncio.create_task(dish(n)) for n in range(1, 21)])
    await ask("/cuenta/" + "-".join(seals[n][:6] for n in sorted(seals)))


asyncio.run(main())
