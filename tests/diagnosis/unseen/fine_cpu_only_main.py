# expect: nothing
# looks-like: cpu-on-the-loop gather-of-cpu
# why: a sum of a few milliseconds between two waits; nobody else is kept waiting for long
import asyncio

async def media(n):
    await asyncio.sleep(.08)
    m = sum(range(n)) / n
    await asyncio.sleep(.08)
    return m

print(asyncio.run(media(40_000)))
