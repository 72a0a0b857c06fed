# expect: read-await-write@9|read-await-write@10|read-await-write@11
import asyncio

existencias = 10


async def vende(cliente):
    global existencias
    quedan = existencias
    await asyncio.sleep(0.15)
    existencias = quedan - 1
    print("vendido a", cliente)


async def main():
    await asyncio.gather(*(vende(c) for c in ("ana", "leo", "mía")))
    print("quedan", existencias)


asyncio.run(main())
