# expect: nothing
# looks-like: sequential-awaits
# why: the steps hand each other nothing by name, and still each needs what the one before left in the object
import asyncio


class Horno:
    def __init__(self):
        self.grados = 20
        self.dentro = []

    async def calienta(self):
        await asyncio.sleep(0.15)
        self.grados = 220

    async def mete(self, masa):
        if self.grados < 200:
            raise RuntimeError("horno frío")
        await asyncio.sleep(0.1)
        self.dentro.append(masa)

    async def saca(self):
        if not self.dentro:
            raise RuntimeError("vacío")
        await asyncio.sleep(0.1)
        return self.dentro.pop()


async def main():
    horno = Horno()
    await horno.calienta()
    await horno.mete("pizza")
    print(await horno.saca())


asyncio.run(main())
