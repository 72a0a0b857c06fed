# expect: nothing
# looks-like: sequential-awaits
import asyncio
async def a(): await asyncio.sleep(.1); return 2
async def b(x): await asyncio.sleep(.1); return x+1
async def c(x, y): await asyncio.sleep(.1); return x*y
async def main():
    x = await a()
    y = await b(x)
    if y > 2:
        z = await c(x, y)
        print(z)
asyncio.run(main())
