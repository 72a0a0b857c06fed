import asyncio
import os

import httpx

kitchen = httpx.AsyncClient(base_url=os.environ["COCINA"])


def main():
    uid = (await kitchen.get("/perfil")).json()["uid"]
    print(await asyncio.gather(kitchen.get(f"/compras/{uid}"), kitchen.get(f"/sugerencias/{uid}")))


main()
