# expect: lock-around-the-wait@10|lock-around-the-wait@11
# twin: fine_lock_short.py
import asyncio

candado = asyncio.Lock()
ventas = []


async def vender(n):
    async with candado:
        await asyncio.sleep(0.12)
        ventas.append(n)


async def main():
    await asyncio.gather(*(vender(n) for n in range(5)))
    print(ventas)


asyncio.run(main())
