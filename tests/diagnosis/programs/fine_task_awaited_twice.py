# expect: nothing
# looks-like: coroutine-is-a-promise
import asyncio


async def receta():
    await asyncio.sleep(0.15)
    return "gazpacho"


async def main():
    encargo = asyncio.create_task(receta())
    print("primera:", await encargo)
    print("segunda:", await encargo)


asyncio.run(main())
