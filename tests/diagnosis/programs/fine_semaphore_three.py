# expect: nothing
# looks-like: lock-around-the-wait pool-too-small
import asyncio


async def descarga(n, puerta):
    async with puerta:
        await asyncio.sleep(0.1)
    return n


async def main():
    puerta = asyncio.Semaphore(3)
    print(await asyncio.gather(*(descarga(n, puerta) for n in range(9))))


asyncio.run(main())
