# expect: nothing
# looks-like: blocking-wait lock-around-the-wait
import asyncio
import threading

cerrojo = threading.Lock()
total = 0


async def suma(n):
    global total
    await asyncio.sleep(0.1)
    with cerrojo:
        total += n


async def main():
    await asyncio.gather(*(suma(n) for n in range(10)))
    print(total)


asyncio.run(main())
