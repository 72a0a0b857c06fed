# expect: nothing
# looks-like: blocking-file
import asyncio
import os
import threading
import time

CAMINO = "/tmp/bascula"


def bascula():
    with open(CAMINO, "w") as salida:
        time.sleep(0.25)
        salida.write("1240 g\n")


def leer():
    with open(CAMINO) as entrada:
        return entrada.read()


async def main():
    os.mkfifo(CAMINO)
    threading.Thread(target=bascula).start()
    peso, _ = await asyncio.gather(asyncio.to_thread(leer), asyncio.sleep(0.2))
    print(peso.strip())


asyncio.run(main())
