# expect: nothing
# service: kitchen
# looks-like: await-in-loop
import asyncio
import os

import aiohttp

PRODUCTOS = "pan queso vino jamón tomate".split()


async def precio(sesion, producto):
    async with sesion.get(f"/precio/{producto}", params={"ms": "120"}) as respuesta:
        return await respuesta.json()


async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"]) as sesion:
        async with asyncio.TaskGroup() as grupo:
            tareas = [grupo.create_task(precio(sesion, p)) for p in PRODUCTOS]
    precios = [t.result() for t in tareas]
    print({p["ruta"] for p in precios})


asyncio.run(main())
