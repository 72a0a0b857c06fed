# expect: nothing
# looks-like: create-then-await
import asyncio
async def lee(n): await asyncio.sleep(.2); return n
async def main():
    t1, t2, t3 = (asyncio.create_task(lee(n)) for n in (1, 2, 3))
    r1 = await t1; r2 = await t2; r3 = await t3
    print(r1, r2, r3)
asyncio.run(main())
