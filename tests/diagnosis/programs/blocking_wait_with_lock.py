# expect: blocking-wait@15
import asyncio
import threading
import time

shelf = threading.Lock()


def stocktaking():
    with shelf:
        time.sleep(0.3)


async def take(item):
    with shelf:
        return item


async def main():
    threading.Thread(target=stocktaking).start()
    await asyncio.sleep(0.05)
    print(await asyncio.gather(take("a"), take("b"), asyncio.sleep(0.1)))


asyncio.run(main())
