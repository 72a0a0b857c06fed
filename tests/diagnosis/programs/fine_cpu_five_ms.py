# expect: nothing
# looks-like: cpu-on-the-loop
import asyncio


async def suma_pedido(precios):
    await asyncio.sleep(0.1)
    return sum(p * 1.21 for p in precios)


async def main():
    pedidos = [list(range(20_000)) for _ in range(3)]
    print(await asyncio.gather(*(suma_pedido(p) for p in pedidos)))


asyncio.run(main())
