import asyncio
import time


def grill(n):
    time.sleep(0.08)
    return n


async def main():
    await asyncio.gather(*(asyncio.to_thread(grill, n) for n in range(5)))


asyncio.run(main())
