# expect: nothing
# looks-like: lock-around-the-wait read-await-write
import asyncio


class Purse:
    def __init__(self):
        self.money = 30
        self.lock = asyncio.Lock()

    async def pay(self, price):
        async with self.lock:
            if self.money >= price:
                await asyncio.sleep(0.05)
                self.money -= price
                return True
            return False


async def main():
    purse = Purse()
    print(await asyncio.gather(*(purse.pay(20) for _ in range(3))))


asyncio.run(main())
