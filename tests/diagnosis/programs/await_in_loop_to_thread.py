# expect: await-in-loop@14
# twin: fine_to_thread_gallery.py
import asyncio
import time


def miniatura(foto):
    time.sleep(0.13)
    return foto.replace(".jpg", "_s.jpg")


async def galeria(fotos):
    for foto in fotos:
        hecha = await asyncio.to_thread(miniatura, foto)
        print(hecha)


asyncio.run(galeria(["mar.jpg", "sol.jpg", "rio.jpg", "luz.jpg"]))
