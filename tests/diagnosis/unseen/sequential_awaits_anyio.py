# expect: sequential-awaits@11|sequential-awaits@13
import anyio

async def agua():
    await anyio.sleep(.2); return "hirviendo"

async def tomate():
    await anyio.sleep(.15); return "picado"

async def pasta():
    a = await agua()
    print("agua:", a)
    t = await tomate()
    print("tomate:", t)
    await anyio.sleep(.1)  # todo junto al fuego
    print("listo")

anyio.run(pasta)
