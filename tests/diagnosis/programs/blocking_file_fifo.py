# expect: blocking-file@16|blocking-file@17
import asyncio
import os
import threading
import time


def impresora(camino):
    """A slow device at the other end of the pipe."""
    with open(camino, "w") as salida:
        time.sleep(0.25)
        salida.write("ticket 17\n")


async def lee_ticket(camino):
    with open(camino) as entrada:
        return entrada.read().strip()


async def reloj():
    for _ in range(5):
        await asyncio.sleep(0.05)
    return "tic"


async def main():
    camino = "/tmp/impresora"
    os.mkfifo(camino)
    threading.Thread(target=impresora, args=(camino,)).start()
    print(await asyncio.gather(lee_ticket(camino), reloj()))


asyncio.run(main())
