# expect: await-outside-async@10
# exit: 1
# service: kitchen
import os

import httpx


def descarga(ruta):
    async with httpx.AsyncClient(base_url=os.environ["COCINA"]) as cliente:
        return cliente.get(ruta)


print(descarga("/menu"))
