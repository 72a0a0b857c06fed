import os

import httpx

kitchen = httpx.AsyncClient(base_url=os.environ["COCINA"])


def cut(vegetable):
    return await kitchen.get(f"/cortar/{vegetable}")


def main():
    water = await kitchen.get("/agua")
    cut("ajo")
    print(water)


main()
