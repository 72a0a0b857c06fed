# expect: await-in-loop@19
# service: kitchen
# twin: fine_taskgroup_prices.py
import asyncio
import os

import aiohttp

PRODUCTOS = "pan queso vino jamón tomate".split()


async def precio(sesion, producto):
    async with sesion.get(f"/precio/{producto}", params={"ms": "120"}) as respuesta:
        return await respuesta.json()


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"]) as sesion:
        precios = [await precio(sesion, p) for p in PRODUCTOS]
    print({p["ruta"] for p in precios})


asyncio.run(main())
