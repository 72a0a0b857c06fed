# expect: nothing
# looks-like: never-awaited coroutine-as-value
import asyncio
async def uno(): await asyncio.sleep(.1); return 1
async def dos(): await asyncio.sleep(.15); return 2
MENU = {"1": uno, "2": dos}
async def main():
    pedidos = {k: f() for k, f in MENU.items()}
    print({k: await c for k, c in pedidos.items() if k == "2"})
    pedidos["1"].close()   # changed my mind about that one
asyncio.run(main())
