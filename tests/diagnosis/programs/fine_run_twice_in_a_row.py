# expect: nothing
# looks-like: run-inside-loop shared-between-loops
import asyncio


async def paso(nombre):
    await asyncio.sleep(0.1)
    print(nombre)


asyncio.run(paso("uno"))
asyncio.run(paso("dos"))
