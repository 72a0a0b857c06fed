# expect: shared-connection@16|shared-connection@25
# exit: 1
import asyncio


class InterfaceError(Exception):
    pass


class Connection:
    def __init__(self):
        self.busy = False

    async def fetch(self, query):
        if self.busy:
            raise InterfaceError("cannot perform operation: another operation is in progress")
        self.busy = True
        await asyncio.sleep(0.1)
        self.busy = False
        return [query]


async def main():
    conn = Connection()
    print(await asyncio.gather(conn.fetch("select 1"), conn.fetch("select 2")))


asyncio.run(main())
