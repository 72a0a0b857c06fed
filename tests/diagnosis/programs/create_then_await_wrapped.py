# expect: create-then-await@13|await-in-loop@13
import asyncio


async def quote(shop):
    await asyncio.sleep(0.11)
    return len(shop)


async def cheapest(shops):
    best = None
    for shop in shops:
        price = await asyncio.wait_for(asyncio.create_task(quote(shop)), timeout=2)
        if best is None or price < best:
            best = price
    return best


print(asyncio.run(cheapest(["mercado", "super", "tienda"])))
