# expect: blocking-http@15
# service: kitchen
import asyncio
import os
import socket
from urllib.parse import urlsplit


async def ask(path):
    place = urlsplit(os.environ["KITCHEN"])
    wire = socket.socket()
    wire.connect((place.hostname, place.port))
    wire.sendall(f"GET {path} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
    answer = b""
    while part := wire.recv(4096):
        answer += part
    wire.close()
    return len(answer) > 0


async def main():
    print(await asyncio.gather(ask("/one?ms=150"), ask("/two?ms=150")))


asyncio.run(main())
