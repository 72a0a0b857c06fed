# expect: read-await-write@14|read-await-write@15|read-await-write@16
import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance

    async def _audit(self, amount):
        await asyncio.sleep(0.08)
        return amount < 1000

    async def withdraw(self, amount):
        balance = self.balance
        if balance >= amount and await self._audit(amount):
            self.balance = balance - amount
            return True
        return False


async def main():
    account = Account(100)
    print(await asyncio.gather(*(account.withdraw(70) for _ in range(3))))
    print("balance", account.balance)


asyncio.run(main())
