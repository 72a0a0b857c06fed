# expect: run-inside-loop@10
# exit: 1
# allow: never-awaited
import asyncio

class Mando:
    async def luz(self, on):
        await asyncio.sleep(.05); print("luz", on)
    def pulsa(self):
        asyncio.run(self.luz(True))

async def casa():
    m = Mando()
    await asyncio.sleep(.12)
    m.pulsa()

asyncio.run(casa())
