# expect: nothing
# looks-like: await-in-loop
import asyncio

async def step(position, direction):
    await asyncio.sleep(.05)
    return position[0] + direction[0], position[1] + direction[1]

async def walk(route):
    here = (0, 0)
    for d in route:
        here = await step(here, d)
        if here == (2, 1): print("half way")
    return here

print(asyncio.run(walk([(1, 0), (1, 0), (0, 1), (0, 1), (1, 0)])))
