import asyncio


async def bake():
    for n in range(6):
        await asyncio.sleep(0.1)
        yield f"bun {n}"


async def fill(buns):
    async for bun in buns:
        await asyncio.sleep(0.1)
        yield f"{bun}, filled"


async def main():
    async for burger in fill(bake()):
        print(burger)


asyncio.run(main())
