# expect: shared-between-loops@6|shared-between-loops@16
# exit: 1
import asyncio
listo = asyncio.Event()
async def espera():
    await listo.wait()
    return "ok"
async def ronda(n):
    t = asyncio.create_task(espera())
    await asyncio.sleep(.08)
    if n == 1: listo.set()
    r = await t
    listo.clear()
    return r
print(asyncio.run(ronda(1)))
print(asyncio.run(ronda(2)))
