# expect: nothing
# looks-like: failures-ignored
import asyncio
async def f(n):
    await asyncio.sleep(.15)
    if n > 1: raise ValueError(n)
    return n
async def main():
    good, bad = [], []
    for r in await asyncio.gather(*map(f, range(4)), return_exceptions=True):
        (bad if isinstance(r, ValueError) else good).append(r)
    print(good, [str(b) for b in bad])
asyncio.run(main())
