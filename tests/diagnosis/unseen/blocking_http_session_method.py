# expect: blocking-http@12
# service: kitchen
import anyio
import os
import requests

sesion = requests.Session()
total: list[int] = []

async def descarga(ruta: str) -> None:
    with anyio.fail_after(5):
        r = sesion.get(os.environ["COCINA"] + ruta, params={"ms": 170})
        total.append(len(r.content))

async def programa() -> None:
    async with anyio.create_task_group() as g:
        for ruta in ("/uno", "/dos", "/tres"):
            g.start_soon(descarga, ruta)

anyio.run(programa)
print(sum(total) > 0)
