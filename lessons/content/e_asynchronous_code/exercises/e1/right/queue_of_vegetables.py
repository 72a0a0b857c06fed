import asyncio
import os

import httpx


async def cook(kitchen, board):
    while not board.empty():
        await kitchen.get(f"/cortar/{board.get_nowait()}")


async def main():
    board = asyncio.Queue()
    for vegetable in ("ajo", "tomate", "cebolla", "albahaca"):
        board.put_nowait(vegetable)
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        done, _ = await asyncio.wait(
            {asyncio.create_task(kitchen.get("/agua")), asyncio.create_task(cook(kitchen, board))}
        )
        print(len(done), (await kitchen.get("/salsa")).json())


asyncio.run(main())
