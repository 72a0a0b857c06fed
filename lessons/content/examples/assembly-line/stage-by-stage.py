import asyncio


async def bake():
    buns = []
    for n in range(6):
        await asyncio.sleep(0.1)
        buns.append(f"bun {n}")
    return buns


async def fill(buns):
    burgers = []
    for bun in buns:
        await asyncio.sleep(0.1)
        burgers.append(f"{bun}, filled")
    return burgers


async def main():
    for burger in await fill(await bake()):
        print(burger)


asyncio.run(main())
