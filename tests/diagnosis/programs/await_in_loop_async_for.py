# expect: await-in-loop@13|await-in-loop@18
# why: an async for asks for one page, waits, then asks for the next, though the numbers of the pages are known
import asyncio


async def page(number):
    await asyncio.sleep(0.1)
    return [number * 10 + i for i in range(3)]


async def all_pages(last):
    for number in range(last):
        yield await page(number)


async def main():
    rows = []
    async for part in all_pages(5):
        rows.extend(part)
    print(len(rows))


asyncio.run(main())
