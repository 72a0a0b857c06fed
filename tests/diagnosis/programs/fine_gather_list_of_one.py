# expect: nothing
# looks-like: gather-of-one
# why: the list comes from outside and happens to hold one; the code is right for any number
import asyncio
import sys


async def convert(name):
    await asyncio.sleep(0.15)
    return name + ".webp"


async def main(names):
    print(await asyncio.gather(*(convert(n) for n in names)))


asyncio.run(main(sys.argv[1:] or ["logo.png"]))
