# expect: read-await-write@8|read-await-write@9|read-await-write@10
import asyncio

visits = {}


async def visit(page):
    count = visits.get(page, 0)
    await asyncio.sleep(0.05)
    visits[page] = count + 1


async def main():
    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(visit("home"))
    print(visits)


asyncio.run(main())
