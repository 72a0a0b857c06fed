# expect: blocking-wait@15
import asyncio
import threading
import time


def exporta():
    time.sleep(0.3)


async def guarda():
    hilo = threading.Thread(target=exporta)
    hilo.start()
    print("exportando...")
    hilo.join()
    print("exportado")


async def anima():
    for cuadro in "|/-\\":
        print(cuadro)
        await asyncio.sleep(0.04)


async def main():
    await asyncio.gather(guarda(), anima())


asyncio.run(main())
