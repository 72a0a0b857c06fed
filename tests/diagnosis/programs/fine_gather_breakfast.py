# expect: nothing
# looks-like: sequential-awaits
import asyncio


async def café():
    await asyncio.sleep(0.25)
    return "café"


async def tostadas():
    await asyncio.sleep(0.3)
    return "tostadas"


async def zumo():
    await asyncio.sleep(0.1)
    return "zumo"


async def desayuno():
    taza, plato, vaso = await asyncio.gather(café(), tostadas(), zumo())
    print("en la mesa:", taza, plato, vaso)


asyncio.run(desayuno())
