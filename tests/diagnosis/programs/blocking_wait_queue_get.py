# expect: blocking-wait@19
import asyncio
import queue
import threading
import time

orders: "queue.Queue[str]" = queue.Queue()


def waiter():
    for dish in ("soup", "fish"):
        time.sleep(0.15)
        orders.put(dish)


async def cook():
    cooked = []
    while len(cooked) < 2:
        dish = orders.get()
        await asyncio.sleep(0.02)
        cooked.append(dish)
    return cooked


async def radio():
    for _ in range(10):
        await asyncio.sleep(0.02)
    print("song over")


async def main():
    threading.Thread(target=waiter, daemon=True).start()
    cooked, _ = await asyncio.gather(cook(), radio())
    print(cooked)


asyncio.run(main())
