# expect: nothing
# looks-like: create-then-await gather-of-one
import asyncio


async def part(number):
    await asyncio.sleep(0.12)
    return number


async def main():
    async with asyncio.TaskGroup() as group:
        left = group.create_task(part(1))
        right = group.create_task(part(2))
    print(await left, await right)


asyncio.run(main())
