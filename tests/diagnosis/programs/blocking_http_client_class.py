# expect: blocking-http@16
# service: kitchen
import asyncio
import http.client
import os
from urllib.parse import urlsplit


class Shop:
    def __init__(self, url):
        self.place = urlsplit(url)

    async def stock(self, item):
        wire = http.client.HTTPConnection(self.place.hostname, self.place.port)
        wire.request("GET", f"/stock/{item}?ms=130")
        reply = wire.getresponse()
        return reply.status


async def main():
    shop = Shop(os.environ["KITCHEN"])
    print(await asyncio.gather(*(shop.stock(item) for item in range(3))))


asyncio.run(main())
