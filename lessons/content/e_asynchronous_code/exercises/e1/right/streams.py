import asyncio
import os
from urllib.parse import urlsplit

kitchen = urlsplit(os.environ["COCINA"])


async def ask(path):
    reader, writer = await asyncio.open_connection(kitchen.hostname, kitchen.port)
    writer.write(f"GET {path} HTTP/1.0\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer.decode()


async def main():
    water = asyncio.create_task(ask("/agua"))
    for vegetable in ("ajo", "tomate", "cebolla", "albahaca"):
        await ask(f"/cortar/{vegetable}")
    await water
    print(await ask("/salsa"))


asyncio.run(main())
