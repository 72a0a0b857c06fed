# expect: nothing
# looks-like: polling await-in-loop
import asyncio


async def import_rows(progress):
    for _ in range(40):
        await asyncio.sleep(0.01)
        progress["rows"] += 25


async def report(progress):
    while progress["rows"] < 1000:
        print(progress["rows"], "rows")
        await asyncio.sleep(0.1)


async def main():
    progress = {"rows": 0}
    await asyncio.gather(import_rows(progress), report(progress))


asyncio.run(main())
