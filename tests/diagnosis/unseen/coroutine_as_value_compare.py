# expect: coroutine-as-value@11
# allow: never-awaited
# exit: 1
import asyncio

async def stock(item):
    await asyncio.sleep(0.05)
    return 3

async def sell(item, units):
    if stock(item) >= units:
        return f"sold {units} {item}"
    return "sorry"

print(asyncio.run(sell("eggs", 2)))
