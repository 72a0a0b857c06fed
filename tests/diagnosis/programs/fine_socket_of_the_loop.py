# expect: nothing
# service: kitchen
# looks-like: blocking-http
import asyncio
import os
import socket
from urllib.parse import urlsplit


async def ask(path):
    loop = asyncio.get_running_loop()
    place = urlsplit(os.environ["KITCHEN"])
    wire = socket.socket()
    wire.setblocking(False)
    await loop.sock_connect(wire, (place.hostname, place.port))
    await loop.sock_sendall(wire, f"GET {path} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
    answer = b""
    while part := await loop.sock_recv(wire, 4096):
        answer += part
    wire.close()
    return len(answer) > 0


async def main():
    print(await asyncio.gather(ask("/one?ms=150"), ask("/two?ms=150")))


asyncio.run(main())
