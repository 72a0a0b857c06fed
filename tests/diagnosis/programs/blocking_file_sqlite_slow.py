# expect: blocking-file@13|cpu-on-the-loop@13|gather-of-cpu@13|blocking-file@14|cpu-on-the-loop@14|gather-of-cpu@14|gather-of-cpu@19
import asyncio
import sqlite3

SLOW = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 900000) select count(*) from n"


class Store:
    def __init__(self):
        self.base = sqlite3.connect(":memory:")

    async def count(self):
        cursor = self.base.execute(SLOW)
        return cursor.fetchone()[0]


async def main():
    store = Store()
    print(await asyncio.gather(store.count(), store.count()))


asyncio.run(main())
