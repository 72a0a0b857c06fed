# expect: coroutine-as-value@15
# exit: 1
# allow: never-awaited
import asyncio


async def price(item):
    await asyncio.sleep(0.02)
    return len(item)


async def bill(items):
    total = 0
    for item in items:
        total += price(item)
    return total


print(asyncio.run(bill(["bread", "oil"])))
