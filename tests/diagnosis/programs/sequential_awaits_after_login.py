# expect: sequential-awaits@24|sequential-awaits@25
import asyncio


class Bank:
    def __init__(self):
        self.accounts = []
        self.cards = []

    async def login(self, name):
        await asyncio.sleep(0.05)
        return {"id": len(name)}

    async def load_accounts(self, ident):
        await asyncio.sleep(0.16)
        return ["main", ident]

    async def load_cards(self, ident):
        await asyncio.sleep(0.17)
        return ["gold", ident]

    async def open(self, name):
        user = await self.login(name)
        self.accounts = await self.load_accounts(user["id"])
        self.cards = await self.load_cards(user["id"])


async def main():
    bank = Bank()
    await bank.open("Ada")
    print(bank.accounts, bank.cards)


asyncio.run(main())
