import asyncio


async def ahead(source, room=2):
    """Let the source work on while its consumer is busy."""
    belt = asyncio.Queue(room)

    async def carry():
        async for thing in source:
            await belt.put(thing)
        await belt.put(None)

    async with asyncio.TaskGroup() as group:
        group.create_task(carry())
        while (thing := await belt.get()) is not None:
            yield thing


async def bake():
    for n in range(6):
        await asyncio.sleep(0.1)
        yield f"bun {n}"


async def fill(buns):
    async for bun in buns:
        await asyncio.sleep(0.1)
        yield f"{bun}, filled"


async def main():
    async for burger in fill(ahead(bake())):
        print(burger)


asyncio.run(main())
