import asyncio


async def grill(burger):
    print(burger, "goes on")
    await asyncio.sleep(0.5)
    print(burger, "comes off")


async def order():
    await asyncio.gather(grill(1), grill(2), grill(3))


asyncio.run(order())
