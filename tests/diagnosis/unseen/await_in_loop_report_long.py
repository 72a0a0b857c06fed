# expect: await-in-loop@54
# service: kitchen
import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

# Informe de fin de mes: una fila por tienda, con lo que dice la cocina de cada una.


@dataclass(frozen=True)
class Tienda:
    nombre: str
    ciudad: str


@dataclass
class Fila:
    tienda: Tienda
    sello: str

    def texto(self) -> str:
        return f"{self.tienda.nombre:<10}{self.tienda.ciudad:<12}{self.sello[:4]}"


TIENDAS = [
    Tienda("Centro", "Sevilla"),
    Tienda("Puerto", "Cádiz"),
    Tienda("Alta", "Granada"),
    Tienda("Playa", "Málaga"),
    Tienda("Feria", "Córdoba"),
]


@asynccontextmanager
async def conexion() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=os.environ["COCINA"], timeout=5) as cliente:
        yield cliente


async def ventas(cliente: httpx.AsyncClient, tienda: Tienda) -> Fila:
    respuesta = await cliente.get(f"/ventas/{tienda.nombre}", params={"ms": 90})
    respuesta.raise_for_status()
    return Fila(tienda, respuesta.json()["sello"])


async def informe() -> list[Fila]:
    filas: list[Fila] = []
    async with conexion() as cliente:
        for tienda in sorted(TIENDAS, key=lambda t: t.ciudad):
            fila = await ventas(cliente, tienda)
            filas.append(fila)
    return filas


def pinta(filas: list[Fila]) -> None:
    print("=" * 26)
    for fila in filas:
        print(len(fila.texto()))
    print("=" * 26)


if __name__ == "__main__":
    pinta(asyncio.run(informe()))
