import asyncio
import os

import httpx


async def cut(kitchen):
    for vegetable in ["albahaca", "cebolla", "tomate", "ajo"]:
        answer = await kitchen.get(f"/cortar/{vegetable}")
        print(answer.json())


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        await asyncio.gather(cut(kitchen), kitchen.get("/agua"))
        print((await kitchen.get("/salsa")).json())


if __name__ == "__main__":
    asyncio.run(main())
