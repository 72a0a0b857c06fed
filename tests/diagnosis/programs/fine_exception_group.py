# expect: nothing
# exit: 1
# looks-like: exception-never-retrieved
# why: the failure is told at once, and ends the program as it should
import asyncio


async def leg(n):
    await asyncio.sleep(0.05 * n)
    if n == 3:
        raise RuntimeError("flat tyre")


async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(1, 5):
            group.create_task(leg(n))


asyncio.run(main())
