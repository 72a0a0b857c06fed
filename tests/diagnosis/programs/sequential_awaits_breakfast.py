# expect: sequential-awaits@22|sequential-awaits@23|sequential-awaits@24
# twin: fine_gather_breakfast.py
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
    taza = await café()
    plato = await tostadas()
    vaso = await zumo()
    print("en la mesa:", taza, plato, vaso)


asyncio.run(desayuno())
