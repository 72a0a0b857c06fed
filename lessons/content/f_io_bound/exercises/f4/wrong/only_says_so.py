import asyncio


async def send(n):
    await asyncio.sleep(0.2)
    print(f"250 accepted: Pedido {n}")


async def main():
    await asyncio.gather(*(send(n) for n in range(1, 11)))


asyncio.run(main())
