# expect: nothing
# looks-like: gather-of-one
# why: the other one is under way already, started before
import asyncio

async def fondo(): await asyncio.sleep(.2); return "fondo"
async def frente(): await asyncio.sleep(.2); return "frente"

async def main():
    t = asyncio.create_task(fondo())
    [f] = await asyncio.gather(frente())
    print(f, await t)

asyncio.run(main())
