# expect: nothing
# looks-like: read-await-write lock-around-the-wait sequential-awaits task-dropped
# why: a long program with locks, waits in a row that depend on each other, and tasks in a set
import asyncio
import contextlib
import itertools
from dataclasses import dataclass, field


class Llena(Exception):
    """No quedan sitios."""


@dataclass
class Sesion:
    titulo: str
    aforo: int
    reservas: dict = field(default_factory=dict)
    candado: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def libres(self):
        return self.aforo - sum(self.reservas.values())


class Pasarela:
    """Cobra; tarda, y a veces dice que no."""

    def __init__(self):
        self.cobros = []

    async def cobra(self, quien, euros):
        await asyncio.sleep(0.06)
        if quien.startswith("moroso"):
            raise PermissionError(f"{quien}: tarjeta rechazada")
        self.cobros.append((quien, euros))
        return len(self.cobros)


class Taquilla:
    precio = 8

    def __init__(self, pasarela):
        self.pasarela = pasarela
        self.sesiones = {}
        self.avisos = set()
        self.enviados = []
        self.numeros = itertools.count(1)

    def abre(self, titulo, aforo):
        self.sesiones[titulo] = Sesion(titulo, aforo)

    @contextlib.asynccontextmanager
    async def aparta(self, sesion, quien, cuantas):
        """Aparta los sitios antes de cobrar y los devuelve si el cobro falla."""
        async with sesion.candado:
            if sesion.libres < cuantas:
                raise Llena(sesion.titulo)
            sesion.reservas[quien] = sesion.reservas.get(quien, 0) + cuantas
        try:
            yield
        except BaseException:
            async with sesion.candado:
                sesion.reservas[quien] -= cuantas
            raise

    async def compra(self, titulo, quien, cuantas):
        sesion = self.sesiones[titulo]
        async with self.aparta(sesion, quien, cuantas):
            recibo = await self.pasarela.cobra(quien, cuantas * self.precio)
        entrada = await self.emite(recibo, quien)
        self.avisa(quien, entrada)
        return entrada

    async def emite(self, recibo, quien):
        await asyncio.sleep(0.03)
        return f"{next(self.numeros):03}-{recibo}-{quien}"

    def avisa(self, quien, entrada):
        aviso = asyncio.create_task(self._correo(quien, entrada))
        self.avisos.add(aviso)
        aviso.add_done_callback(self.avisos.discard)

    async def _correo(self, quien, entrada):
        await asyncio.sleep(0.05)
        self.enviados.append((quien, entrada))

    async def cierra(self):
        await asyncio.gather(*self.avisos)


async def intenta(taquilla, titulo, quien, cuantas):
    try:
        return await taquilla.compra(titulo, quien, cuantas)
    except (Llena, PermissionError) as error:
        return f"sin entrada: {error}"


async def main():
    taquilla = Taquilla(Pasarela())
    taquilla.abre("matiné", 6)
    taquilla.abre("noche", 3)
    peticiones = [("matiné", "ana", 2), ("matiné", "leo", 3), ("noche", "moroso1", 3), ("matiné", "mía", 4), ("noche", "noa", 2)]
    for linea in await asyncio.gather(*(intenta(taquilla, *p) for p in peticiones)):
        print(linea)
    await taquilla.cierra()
    print(len(taquilla.enviados), "correos;", {s.titulo: s.libres for s in taquilla.sesiones.values()})


if __name__ == "__main__":
    asyncio.run(main())
