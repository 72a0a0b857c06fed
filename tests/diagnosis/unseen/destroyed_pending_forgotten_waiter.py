# expect: destroyed-pending@13
# allow: task-dropped left-behind exception-never-retrieved
import asyncio, gc

class Puerta:
    def __init__(self): self.f = asyncio.get_running_loop().create_future()
    async def cruza(self):
        await self.f
        print("cruzada")

def alguien_espera():
    p = Puerta()
    asyncio.ensure_future(p.cruza())

async def main():
    for _ in range(2): alguien_espera()
    await asyncio.sleep(.1)
    gc.collect()
    await asyncio.sleep(.06)
    print("fin")
asyncio.run(main())
