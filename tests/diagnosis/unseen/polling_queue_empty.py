# expect: polling@10|polling@11
import asyncio
cola = asyncio.Queue()

async def productor():
    await asyncio.sleep(.35)
    await cola.put("sobre")

async def consumidor():
    while cola.empty():
        await asyncio.sleep(.0005)
    return cola.get_nowait()

async def main():
    _, x = await asyncio.gather(productor(), consumidor())
    print(x)
asyncio.run(main())
