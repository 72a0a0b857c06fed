# expect: nothing
# looks-like: sequential-awaits
# why: opening, using and closing follow one another
import asyncio

class Motor:
    encendido = False
    async def arranca(self):
        await asyncio.sleep(.08); self.encendido = True
    async def viaja(self, km):
        assert self.encendido
        await asyncio.sleep(km/1000)
    async def apaga(self):
        await asyncio.sleep(.05); self.encendido = False

async def main():
    m = Motor()
    await m.arranca()
    await m.viaja(120)
    await m.apaga()
    print(m.encendido)

asyncio.run(main())
