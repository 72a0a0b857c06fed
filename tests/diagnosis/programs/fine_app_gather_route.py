# expect: nothing
# kind: app
# service: kitchen
# load: /home/{user} 8
# looks-like: sequential-awaits blocking-endpoint
import asyncio
import os
from contextlib import asynccontextmanager

import aiohttp
from fastapi import FastAPI, Request


@asynccontextmanager
async def vida(app: FastAPI):
    app.state.sesion = aiohttp.ClientSession(os.environ["COCINA"])
    yield
    await app.state.sesion.close()


app = FastAPI(lifespan=vida)


async def trae(sesion, ruta):
    async with sesion.get(ruta, params={"ms": "150"}) as respuesta:
        return (await respuesta.json())["sello"]


@app.get("/home/{quien}")
async def home(quien: int, request: Request):
    sesion = request.app.state.sesion
    perfil, compras = await asyncio.gather(trae(sesion, f"/perfil/{quien}"), trae(sesion, f"/compras/{quien}"))
    return {"perfil": perfil, "compras": compras}
