# expect: nothing
# looks-like: polling
import asyncio


async def cocina(aviso):
    await asyncio.sleep(0.3)
    aviso.set()


async def cliente(aviso):
    while not aviso.is_set():
        await aviso.wait()
    print("a comer")


async def main():
    aviso = asyncio.Event()
    await asyncio.gather(cocina(aviso), cliente(aviso))


asyncio.run(main())
