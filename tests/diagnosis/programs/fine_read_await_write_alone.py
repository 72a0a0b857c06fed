# expect: nothing
# looks-like: read-await-write
# why: nobody else touches the counter: one task alone reads, waits and writes
import asyncio

vueltas = 0


async def vuelta():
    global vueltas
    antes = vueltas
    await asyncio.sleep(0.05)
    vueltas = antes + 1


async def main():
    await vuelta()
    await vuelta()
    await vuelta()
    print(vueltas)


asyncio.run(main())
