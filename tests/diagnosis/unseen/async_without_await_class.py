# expect: async-without-await@6|async-without-await@8|async-without-await@13|async-without-await@15
import asyncio

class Carrito:
    def __init__(self): self.items = []
    async def mete(self, x):
        self.items.append(x)
    async def total(self):
        return sum(self.items)

async def main():
    c = Carrito()
    await c.mete(3)
    await c.mete(4)
    print(await c.total())
asyncio.run(main())
