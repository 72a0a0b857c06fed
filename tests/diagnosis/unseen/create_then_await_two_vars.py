# expect: create-then-await@6|create-then-await@7|create-then-await@8|create-then-await@9
# allow: sequential-awaits
import asyncio
async def lee(n): await asyncio.sleep(.2); return n
async def main():
    t1 = asyncio.create_task(lee(1))
    r1 = await t1
    t2 = asyncio.create_task(lee(2))
    r2 = await t2
    print(r1, r2)
asyncio.run(main())
