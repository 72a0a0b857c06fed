import asyncio
import time

COCINA = 0.9
FRASE = 0.08
CLIENTES = 1


async def carne():
    await asyncio.sleep(COCINA)
    print("número en pantalla")


async def cliente(n):
    numero = asyncio.create_task(carne())
    print(n, "pide")
    while not numero.done():
        time.sleep(FRASE)
        await asyncio.sleep(0.01)
    print(n, "recoge")


async def main():
    clientes = [cliente(n) for n in range(1, CLIENTES + 1)]
    await asyncio.gather(*clientes)


asyncio.run(main())
