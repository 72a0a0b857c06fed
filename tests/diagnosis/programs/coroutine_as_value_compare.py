# expect: coroutine-as-value@13|coroutine-as-value@14
# exit: 1
import asyncio


async def price(item):
    await asyncio.sleep(0.05)
    return 3


async def main():
    await asyncio.sleep(0.1)
    cost = price("tea")
    if cost > 2:
        print("dear")


try:
    asyncio.run(main())
except* TypeError as group:
    raise group.exceptions[0]
