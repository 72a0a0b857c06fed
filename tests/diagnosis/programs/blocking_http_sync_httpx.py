# expect: blocking-http@17
# service: kitchen
import asyncio
import os

import httpx

client = httpx.Client(base_url=os.environ["KITCHEN"])


class Menu:
    def __init__(self, table):
        self.table = table
        self.dishes = []

    async def load(self):
        answer = client.get(f"/menu/{self.table}", params={"ms": 200})
        answer.raise_for_status()
        self.dishes.append(answer.json()["sello"])
        return self


async def main():
    menus = await asyncio.gather(*(Menu(t).load() for t in range(3)))
    for menu in menus:
        print(menu.table, menu.dishes)


asyncio.run(main())
