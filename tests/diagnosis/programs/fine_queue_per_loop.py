# expect: nothing
# looks-like: shared-between-loops
import asyncio


async def lote(n):
    cola = asyncio.Queue()
    tarea = asyncio.create_task(cola.get())
    await asyncio.sleep(0.1)
    cola.put_nowait(n)
    print(await tarea)


asyncio.run(lote(1))
asyncio.run(lote(2))
