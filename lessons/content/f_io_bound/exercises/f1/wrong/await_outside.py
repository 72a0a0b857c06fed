import asyncio
import os

import httpx

kitchen = httpx.AsyncClient(base_url=os.environ["COCINA"])


def main():
    answers = await asyncio.gather(*(kitchen.get(f"/plato/{n}") for n in range(1, 21)))
    await kitchen.get("/cuenta/" + "-".join(answer.json()["sello"][:6] for answer in answers))


main()
