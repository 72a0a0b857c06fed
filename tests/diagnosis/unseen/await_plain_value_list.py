# expect: await-plain-value@11
# exit: 1
# allow: never-awaited
import asyncio

async def tarea(n):
    await asyncio.sleep(.1); return n

async def main():
    await asyncio.sleep(.1)
    r = await [tarea(1), tarea(2)]
    print(r)

asyncio.run(main())
