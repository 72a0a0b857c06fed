# expect: blocking-sleep@14
import asyncio, time

async def latido(fin):
    n = 0
    while not fin.is_set():
        n += 1
        await asyncio.sleep(0.02)
    print("latidos:", n)

async def informe():
    for parte in ("ventas", "compras", "caja"):
        print("preparando", parte)
        time.sleep(0.12)
        await asyncio.sleep(0)

async def main():
    fin = asyncio.Event()
    pulso = asyncio.create_task(latido(fin))
    await informe()
    fin.set()
    await pulso

asyncio.run(main())
