# expect: nothing
# looks-like: shared-connection
import asyncio


class Connection:
    def __init__(self):
        self.busy = False

    async def fetch(self, query):
        if self.busy:
            raise RuntimeError("another operation is in progress")
        self.busy = True
        await asyncio.sleep(0.1)
        self.busy = False
        return [query]


async def one(query):
    return await Connection().fetch(query)


async def main():
    print(await asyncio.gather(one("select 1"), one("select 2")))


asyncio.run(main())
