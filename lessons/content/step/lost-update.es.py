import asyncio

saldo = 100


async def depositar(monto):
    global saldo
    visto = saldo
    await asyncio.sleep(0.1)
    saldo = visto + monto


async def main():
    ana = asyncio.create_task(depositar(50), name="Ana")
    await asyncio.sleep(0.1)
    beto = asyncio.create_task(depositar(30), name="Beto")
    await asyncio.gather(ana, beto)
    print("saldo", saldo)


asyncio.run(main())
