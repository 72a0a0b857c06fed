# expect: read-await-write@7|read-await-write@8|read-await-write@9
import asyncio

class Contador:
    ultimo = 0
    async def siguiente(self):
        n = self.ultimo
        await self.guarda(n + 1)
        self.ultimo = n + 1
        return self.ultimo
    async def guarda(self, n):
        await asyncio.sleep(.15)

async def main():
    c = Contador()
    ids = await asyncio.gather(*[c.siguiente() for _ in range(4)])
    print("ids:", ids)

asyncio.run(main())
