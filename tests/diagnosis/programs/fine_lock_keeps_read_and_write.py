# expect: nothing
# looks-like: lock-around-the-wait read-await-write
import asyncio


class Account:
    def __init__(self):
        self.balance = 10
        self.lock = asyncio.Lock()

    async def withdraw(self, amount):
        await self.lock.acquire()
        try:
            left = self.balance
            await asyncio.sleep(0.05)
            self.balance = left - amount
        finally:
            self.lock.release()


async def main():
    account = Account()
    await asyncio.gather(*(account.withdraw(1) for _ in range(4)))
    print(account.balance)


asyncio.run(main())
