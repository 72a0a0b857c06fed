# expect: await-in-loop@11
import asyncio


class Catalogue:
    async def price(self, name):
        await asyncio.sleep(0.08)
        return len(name)

    async def all(self, names):
        return {name: await self.price(name) for name in names}


print(asyncio.run(Catalogue().all(["tea", "bread", "butter", "jam"])))
