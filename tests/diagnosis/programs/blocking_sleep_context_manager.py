# expect: blocking-sleep@8|block-hidden-in-helper@8|block-hidden-in-helper@16
import asyncio
import time


class Device:
    def __enter__(self):
        time.sleep(0.12)
        return self

    def __exit__(self, *failure):
        return False


async def use(number):
    with Device():
        await asyncio.sleep(0.01)
    return number


async def main():
    print(await asyncio.gather(use(1), use(2), use(3)))


asyncio.run(main())
