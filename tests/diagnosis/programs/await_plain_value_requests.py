# expect: await-plain-value@12
# service: kitchen
# exit: 1
# allow: blocking-http
import asyncio
import os

import requests


async def main():
    reply = await requests.get(os.environ["KITCHEN"] + "/soup?ms=200")
    print(reply.status_code)


asyncio.run(main())
