# expect: nothing
# looks-like: await-in-loop task-dropped
import asyncio


async def productor(cola):
    for n in range(9):
        await cola.put(n)
        await asyncio.sleep(0.01)


async def obrero(cola, hechos):
    while True:
        n = await cola.get()
        await asyncio.sleep(0.05)
        hechos.append(n)
        cola.task_done()


async def main():
    cola = asyncio.Queue(maxsize=3)
    hechos = []
    obreros = [asyncio.create_task(obrero(cola, hechos)) for _ in range(3)]
    await productor(cola)
    await cola.join()
    for o in obreros:
        o.cancel()
    await asyncio.gather(*obreros, return_exceptions=True)
    print(sorted(hechos))


asyncio.run(main())
