# expect: nothing
# looks-like: sequential-awaits
import asyncio


async def primary():
    await asyncio.sleep(0.12)
    raise ConnectionError("down")


async def secondary():
    await asyncio.sleep(0.12)
    return "from the second"


async def main():
    try:
        value = await primary()
    except ConnectionError:
        value = await secondary()
    print(value)


asyncio.run(main())
