# expect: nothing
# looks-like: await-in-loop
import asyncio

DATA = {None: ("a", 1), 1: ("b", 2), 2: ("c", 3), 3: ("d", None)}


async def fetch_page(cursor):
    await asyncio.sleep(0.08)
    return DATA[cursor]


async def main():
    cursor, items = None, []
    while True:
        item, cursor = await fetch_page(cursor)
        items.append(item)
        if cursor is None:
            break
    print(items)


asyncio.run(main())
