# expect: nothing
# looks-like: read-await-write
import asyncio

existencias = 10


async def vende(cliente):
    global existencias
    await asyncio.sleep(0.15)
    existencias -= 1
    print("vendido a", cliente)


async def main():
    await asyncio.gather(*(vende(c) for c in ("ana", "leo", "mía")))
    print("quedan", existencias)


asyncio.run(main())
