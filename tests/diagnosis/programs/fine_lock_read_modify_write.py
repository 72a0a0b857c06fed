# expect: nothing
# looks-like: lock-around-the-wait read-await-write
# why: reading, waiting and writing have to be one step, and the wait is a few milliseconds
import asyncio


class Stock:
    def __init__(self, units):
        self.units = units
        self.lock = asyncio.Lock()

    async def take(self):
        async with self.lock:
            left = self.units
            await asyncio.sleep(0.003)
            self.units = left - 1


async def main():
    stock = Stock(10)
    await asyncio.gather(*(stock.take() for _ in range(6)))
    print(stock.units)


asyncio.run(main())
