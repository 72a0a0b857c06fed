# expect: nothing
# looks-like: shared-connection sequential-awaits
import asyncio


class Connection:
    def __init__(self):
        self.busy = False

    async def fetch(self, query):
        if self.busy:
            raise RuntimeError("another operation is in progress")
        self.busy = True
        await asyncio.sleep(0.08)
        self.busy = False
        return [query]


async def main():
    conn = Connection()
    users = await conn.fetch("select * from users")
    cards = await conn.fetch("select * from cards")
    print(users, cards)


asyncio.run(main())
