# expect: nothing
# service: kitchen
# looks-like: blocking-http sequential-awaits
import asyncio
import os
from urllib.parse import urlsplit


async def raw_get(path):
    where = urlsplit(os.environ["KITCHEN"])
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    data = await reader.read()
    writer.close()
    return data.split(b"\r\n", 1)[0].decode()


async def main():
    for status in await asyncio.gather(*(raw_get(f"/r{n}?ms=120") for n in range(3))):
        print(status)


asyncio.run(main())
