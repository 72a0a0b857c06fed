import asyncio
import os
import threading

import aiohttp


def read_menu(loop, answer):
    with open(f"{os.environ['DISK']}/menu.txt") as file:
        menu = int(file.read())
    loop.call_soon_threadsafe(answer.set_result, menu)


async def beat(kitchen, over):
    while not over.done():
        async with kitchen.get("/latido"):
            await asyncio.sleep(0.05)


async def main():
    loop = asyncio.get_running_loop()
    answer = loop.create_future()
    async with aiohttp.ClientSession(os.environ["COCINA"]) as kitchen:
        threading.Thread(target=read_menu, args=(loop, answer)).start()
        await beat(kitchen, answer)
        async with kitchen.get(f"/menu/{answer.result()}") as told:
            print(await told.json())


asyncio.run(main())
