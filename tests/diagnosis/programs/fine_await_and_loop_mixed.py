# expect: nothing
# looks-like: await-in-loop gather-of-one
# why: each batch is at once, and the batches follow one another so as not to drown the service
import asyncio


async def store(row):
    await asyncio.sleep(0.08)
    return row


def batches(rows, size):
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


async def main():
    stored = 0
    for batch in batches(list(range(30)), 10):
        stored += len(await asyncio.gather(*(store(r) for r in batch)))
    print(stored)


asyncio.run(main())
