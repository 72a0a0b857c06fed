# expect: nothing
# looks-like: await-in-loop
import asyncio
from functools import partial


async def wash(dish):
    await asyncio.sleep(0.06)
    return dish + ", washed"


async def dry(dish):
    await asyncio.sleep(0.06)
    return dish + ", dried"


async def stack(dish):
    await asyncio.sleep(0.06)
    return dish + ", stacked"


async def main():
    dish = "plate"
    for step in (wash, dry, stack):
        dish = await step(dish)
    print(dish)


asyncio.run(main())
