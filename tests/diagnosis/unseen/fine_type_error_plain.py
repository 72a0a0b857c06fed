# expect: nothing
# exit: 1
# looks-like: coroutine-as-value await-plain-value
import asyncio
async def total(xs):
    await asyncio.sleep(.15)
    return sum(xs) + "€"
print(asyncio.run(total([1, 2])))
