# expect: await-in-loop@11
import anyio

class Almacen:
    def __init__(self): self.cajas = []
    async def trae(self, n):
        await anyio.sleep(.1)
        return f"caja-{n}"
    async def llena(self, cuantas):
        for n in range(cuantas):
            caja = await self.trae(n)
            self.cajas.append(caja)

async def main():
    a = Almacen()
    await a.llena(5)
    print(a.cajas)

anyio.run(main)
