# expect: gather-of-one@15
# allow: await-in-loop
# twin: fine_gather_all.py
import asyncio


async def lookup(word):
    await asyncio.sleep(0.1)
    return word[::-1]


async def main():
    out = []
    for word in ["salt", "oil", "rice", "egg"]:
        out += await asyncio.gather(lookup(word))
    print(out)


asyncio.run(main())
