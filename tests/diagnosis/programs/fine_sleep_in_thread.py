# expect: nothing
# looks-like: blocking-sleep block-hidden-in-helper
import asyncio
import time


def old_driver(n):
    """The driver of the coffee machine knows no async."""
    time.sleep(0.2)
    return n * 2


async def main():
    results = await asyncio.gather(*(asyncio.to_thread(old_driver, n) for n in range(4)))
    print(results)


asyncio.run(main())
