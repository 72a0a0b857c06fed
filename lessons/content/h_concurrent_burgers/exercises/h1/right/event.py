import asyncio
import os

import aiohttp


async def watch(shop, number, called):
    async with shop.get(f"/turno/{number}") as answer:
        await answer.read()
    called.set()


async def talk(shop, called):
    sentences = 0
    while not called.is_set():
        async with shop.get("/charla") as answer:
            await answer.read()
        sentences += 1
    return sentences


async def main():
    called = asyncio.Event()
    async with aiohttp.ClientSession(os.environ["COCINA"]) as shop:
        async with shop.post("/pedido") as answer:
            number = (await answer.json())["turno"]
        _, sentences = await asyncio.gather(watch(shop, number, called), talk(shop, called))
        async with shop.post(f"/recoge/{number}") as answer:
            print(await answer.json(), "después de", sentences, "frases")


asyncio.run(main())
