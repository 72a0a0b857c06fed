# expect: blocking-http@10
# service: kitchen
import asyncio
import json
import os
from urllib.request import urlopen


async def precio(producto: str) -> int:
    with urlopen(os.environ["COCINA"] + f"/precio/{producto}?ms=120") as respuesta:
        datos = json.load(respuesta)
    return len(datos["sello"])


async def main() -> None:
    async with asyncio.TaskGroup() as grupo:
        tareas = {p: grupo.create_task(precio(p)) for p in ("pan", "queso", "tomate")}
    for nombre, tarea in tareas.items():
        print(nombre, tarea.result())


asyncio.run(main())
