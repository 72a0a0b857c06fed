import asyncio

VERDURAS = ("ajo", "tomate", "cebolla", "albahaca")


async def agua():
    print("agua al fuego")
    await asyncio.sleep(0.6)
    print("agua hierve")


async def corta(verdura):
    print("corto", verdura)
    await asyncio.sleep(0.1)


async def salsa():
    await asyncio.sleep(0.1)
    print("salsa lista")


async def cena():
    await agua()
    for verdura in VERDURAS:
        await corta(verdura)
    await salsa()


asyncio.run(cena())
