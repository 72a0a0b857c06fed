import asyncio
import json
import os
from urllib.parse import urlsplit

kitchen = urlsplit(os.environ["COCINA"])


async def fetch(path):
    reader, writer = await asyncio.open_connection(kitchen.hostname, kitchen.port)
    writer.write(f"GET {path} HTTP/1.0\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return json.loads(answer.split(b"\r\n\r\n", 1)[1])


async def main():
    uid = (await fetch("/perfil"))["uid"]
    tasks = {asyncio.create_task(fetch(f"/{what}/{uid}")) for what in ("compras", "sugerencias")}
    for task in asyncio.as_completed(tasks):
        print(await task)


asyncio.run(main())
