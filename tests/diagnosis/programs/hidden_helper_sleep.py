# expect: block-hidden-in-helper@8|block-hidden-in-helper@13
import asyncio
import time


def check_stock(item):
    # Looks harmless from outside.
    time.sleep(0.18)
    return item != "caviar"


async def order(item):
    if check_stock(item):
        await asyncio.sleep(0.02)
        return item
    return None


async def main():
    print(await asyncio.gather(order("bread"), order("caviar"), order("milk")))


asyncio.run(main())
