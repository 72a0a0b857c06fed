# expect: nothing
# looks-like: never-awaited
import asyncio


async def plato(n):
    await asyncio.sleep(0.1)
    return n


async def main():
    encargos = []
    for n in range(3):
        encargo = plato(n)
        encargos.append(encargo)
    print(await asyncio.gather(*encargos))


asyncio.run(main())
