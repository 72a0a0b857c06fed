import asyncio


async def cook(dish):
    await asyncio.sleep(0.1)
    return {"ruta": f"/plato/{dish}", "sello": "5e0c2a91d4"}


async def main():
    pocket = [cook(dish) for dish in range(5)]
    await asyncio.sleep(0.15)
    print(await asyncio.gather(*pocket))
    print(await asyncio.gather(*(cook(dish) for dish in range(5))))


asyncio.run(main())
