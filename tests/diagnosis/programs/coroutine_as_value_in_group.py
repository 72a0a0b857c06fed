# expect: coroutine-as-value@13|coroutine-as-value@14
# exit: 1
import asyncio


async def rows():
    await asyncio.sleep(0.02)
    return [1, 2, 3]


async def total(out):
    await asyncio.sleep(0.1)
    found = rows()
    out.append(len(found))


async def main():
    out = []
    async with asyncio.TaskGroup() as group:
        group.create_task(total(out))
        group.create_task(asyncio.sleep(0.1))


asyncio.run(main())
