# expect: block-hidden-in-helper@12|blocking-http@12|block-hidden-in-helper@16
# service: kitchen
import asyncio
import os

import httpx


def pages(count):
    with httpx.Client(base_url=os.environ["KITCHEN"]) as client:
        for number in range(count):
            yield client.get(f"/page/{number}?ms=80").status_code


async def crawl():
    return [status for status in pages(3)]


async def main():
    print((await asyncio.gather(crawl(), asyncio.sleep(0.1)))[0])


asyncio.run(main())
