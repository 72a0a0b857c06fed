# expect: nothing
# exit: 1
# looks-like: coroutine-as-value
# why: an error like any other, with no coroutine in it
import asyncio


async def user():
    await asyncio.sleep(0.15)
    return {"name": "Ana"}


async def main():
    person = await user()
    print(person["surname"])


asyncio.run(main())
