# expect: nothing
# looks-like: blocking-file
import asyncio
import sqlite3

SLOW = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 600000) select count(*) from n"


def count():
    with sqlite3.connect(":memory:") as base:
        return base.execute(SLOW).fetchone()[0]


async def main():
    print(await asyncio.to_thread(count))


asyncio.run(main())
