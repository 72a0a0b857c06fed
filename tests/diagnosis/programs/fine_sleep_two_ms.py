# expect: nothing
# looks-like: blocking-sleep
import asyncio
import time


async def settle(pin):
    # The datasheet asks for 1 ms between the two writes; shorter than a turn of the loop is worth.
    time.sleep(0.001)
    await asyncio.sleep(0.1)
    return pin


async def main():
    print(await asyncio.gather(settle(1), settle(2), settle(3)))


asyncio.run(main())
