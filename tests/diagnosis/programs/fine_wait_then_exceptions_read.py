# expect: nothing
# looks-like: exception-never-retrieved failures-ignored
import asyncio


async def check(number):
    await asyncio.sleep(0.05)
    if number == 2:
        raise ValueError("two")


async def main():
    tasks = [asyncio.create_task(check(number)) for number in range(4)]
    done, _ = await asyncio.wait(tasks)
    print([repr(task.exception()) for task in done if task.exception()])


asyncio.run(main())
