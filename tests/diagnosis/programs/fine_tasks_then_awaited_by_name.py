# expect: nothing
# looks-like: await-in-loop create-then-await
import asyncio


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    return dish


async def main():
    plan = {"soup": 0.1, "fish": 0.2, "cake": 0.3}
    cooking = {dish: asyncio.create_task(cook(dish, seconds)) for dish, seconds in plan.items()}
    for dish, task in cooking.items():
        print(dish, await task)


asyncio.run(main())
