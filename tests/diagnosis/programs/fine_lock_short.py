# expect: nothing
# looks-like: lock-around-the-wait
import asyncio

candado = asyncio.Lock()
ventas = []


async def vender(n):
    await asyncio.sleep(0.12)
    async with candado:
        ventas.append(n)


async def main():
    await asyncio.gather(*(vender(n) for n in range(5)))
    print(ventas)


asyncio.run(main())
