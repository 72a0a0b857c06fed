# expect: nothing
# looks-like: task-dropped
import asyncio

kept = set()


async def audit(number):
    await asyncio.sleep(0.05)


def aside(coroutine):
    task = asyncio.create_task(coroutine)
    kept.add(task)
    task.add_done_callback(kept.discard)


async def main():
    for number in range(3):
        aside(audit(number))
    await asyncio.sleep(0.2)
    print(len(kept))


asyncio.run(main())
