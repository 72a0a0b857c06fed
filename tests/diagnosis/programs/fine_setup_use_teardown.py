# expect: nothing
# looks-like: sequential-awaits
import asyncio


class Oven:
    def __init__(self):
        self.hot = False

    async def preheat(self):
        await asyncio.sleep(0.15)
        self.hot = True

    async def bake(self, what):
        if not self.hot:
            raise RuntimeError("cold")
        await asyncio.sleep(0.15)
        return f"{what}, baked"

    async def cool(self):
        await asyncio.sleep(0.05)
        self.hot = False


async def main():
    oven = Oven()
    await oven.preheat()
    bread = await oven.bake("bread")
    await oven.cool()
    print(bread)


asyncio.run(main())
