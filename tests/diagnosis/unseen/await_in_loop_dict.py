# expect: await-in-loop@8
# twin: fine_gather_dict.py
import asyncio
async def mide(s): await asyncio.sleep(.13); return len(s)
async def main():
    d = {}
    for s in ("uno", "cuatro", "nueve", "dieciséis"):
        d[s] = await mide(s)
    print(d)
asyncio.run(main())
