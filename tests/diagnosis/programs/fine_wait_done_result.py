# expect: nothing
# looks-like: blocking-wait
import asyncio


async def measure(sensor):
    await asyncio.sleep(0.15)
    return sensor, 21.5


async def main():
    tasks = [asyncio.create_task(measure(s)) for s in ("north", "south")]
    done, _ = await asyncio.wait(tasks)
    for task in done:
        print(task.result())  # they are done: nothing waits here


asyncio.run(main())
