import asyncio


async def fails():
    await asyncio.sleep(0.02)
    raise KeyError("onion")


async def waits():
    await asyncio.sleep(5)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails(), name="the failing one")
        group.create_task(waits())


asyncio.run(main())
