# expect: never-awaited@12
import asyncio

class Diario:
    def __init__(self): self.lineas = []
    async def apunta(self, x):
        await asyncio.sleep(.05); self.lineas.append(x)

async def main():
    d = Diario()
    await d.apunta("abre")
    d.apunta("vende")
    await asyncio.sleep(.12)
    await d.apunta("cierra")
    print(d.lineas)

asyncio.run(main())
