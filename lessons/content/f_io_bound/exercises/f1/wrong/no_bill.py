import asyncio
import os

import httpx


async def main():
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as kitchen:
        answers = await asyncio.gather(*(kitchen.get(f"/plato/{n}") for n in range(1, 21)))
        print("/cuenta/" + "-".join(answer.json()["sello"][:6] for answer in answers))


asyncio.run(main())
