# expect: shared-between-loops@9|shared-between-loops@20
# exit: 1
import asyncio

cola = asyncio.Queue()


async def consume():
    return await cola.get()


async def lote(n):
    tarea = asyncio.create_task(consume())
    await asyncio.sleep(0.1)
    cola.put_nowait(n)
    print(await tarea)


asyncio.run(lote(1))
asyncio.run(lote(2))
