import asyncio
import json
import os
from urllib.parse import urlsplit

SHOP = urlsplit(os.environ["COCINA"])


async def ask(method, path):
    reader, writer = await asyncio.open_connection(SHOP.hostname, SHOP.port)
    writer.write(f"{method} {path} HTTP/1.0\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return json.loads(answer.split(b"\r\n\r\n", 1)[1])


async def main():
    number = (await ask("POST", "/pedido"))["turno"]
    screen = asyncio.ensure_future(ask("GET", f"/turno/{number}"))
    while True:
        sentence = asyncio.ensure_future(ask("GET", "/charla"))
        await asyncio.wait({screen, sentence}, return_when=asyncio.FIRST_COMPLETED)
        await sentence
        if screen.done():
            break
    print(await ask("POST", f"/recoge/{number}"))


asyncio.run(main())
