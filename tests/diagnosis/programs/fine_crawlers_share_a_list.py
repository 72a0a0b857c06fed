# expect: nothing
# looks-like: read-await-write await-in-loop
import asyncio


async def links_of(page):
    await asyncio.sleep(0.04)
    return [page * 2, page * 2 + 1] if page < 8 else []


async def crawler(waiting, seen):
    while waiting:
        page = waiting.pop()
        found = await links_of(page)
        waiting.extend(found)
        seen.append(page)


async def main():
    waiting, seen = [1, 2, 3], []
    await asyncio.gather(*(crawler(waiting, seen) for _ in range(3)))
    print(len(seen))


asyncio.run(main())
