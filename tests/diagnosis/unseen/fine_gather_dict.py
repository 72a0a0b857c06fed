# expect: nothing
# looks-like: await-in-loop
import asyncio
async def mide(s): await asyncio.sleep(.13); return len(s)
async def main():
    nombres = ("uno", "cuatro", "nueve", "dieciséis")
    d = dict(zip(nombres, await asyncio.gather(*map(mide, nombres))))
    print(d)
asyncio.run(main())
