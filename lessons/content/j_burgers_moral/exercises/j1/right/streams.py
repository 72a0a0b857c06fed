import asyncio
import os
from urllib.parse import urlsplit

KITCHEN = urlsplit(os.environ["COCINA"])


async def serve(n):
    reader, writer = await asyncio.open_connection(KITCHEN.hostname, KITCHEN.port)
    writer.write(f"GET /mesa/{n} HTTP/1.1\r\nhost: cocina\r\n\r\n".encode())
    await reader.readuntil(b"}")
    writer.close()


async def main():
    async with asyncio.TaskGroup() as tables:
        for n in range(1, 501):
            tables.create_task(serve(n))


asyncio.run(main())
