# expect: nothing
# looks-like: async-without-await
import asyncio


class Mesa:
    def __init__(self, n):
        self.n = n

    async def __aenter__(self):
        print("abre", self.n)
        return self

    async def __aexit__(self, *error):
        print("cierra", self.n)


async def main():
    async with Mesa(4) as mesa:
        await asyncio.sleep(0.15)
        print("comen en", mesa.n)


asyncio.run(main())
