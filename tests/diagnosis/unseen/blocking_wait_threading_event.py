# expect: blocking-wait@16
import asyncio
import threading

abierto = threading.Event()


def portero():
    abierto.wait(0.02)
    temporizador = threading.Timer(0.25, abierto.set)
    temporizador.start()


async def cliente(nombre):
    print(nombre, "llega")
    abierto.wait()
    print(nombre, "entra")


async def musica():
    for compas in range(4):
        await asyncio.sleep(0.03)
        print("♪", compas)


async def main():
    portero()
    await asyncio.gather(cliente("Eva"), musica())


asyncio.run(main())
