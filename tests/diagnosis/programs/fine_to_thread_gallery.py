# expect: nothing
# looks-like: await-in-loop pool-too-small
import asyncio
import time


def miniatura(foto):
    time.sleep(0.13)
    return foto.replace(".jpg", "_s.jpg")


async def galeria(fotos):
    for hecha in await asyncio.gather(*(asyncio.to_thread(miniatura, foto) for foto in fotos)):
        print(hecha)


asyncio.run(galeria(["mar.jpg", "sol.jpg", "rio.jpg", "luz.jpg"]))
