# expect: nothing
# looks-like: gather-of-one
import asyncio


async def lookup(word):
    await asyncio.sleep(0.1)
    return word[::-1]


async def main():
    words = ["salt", "oil", "rice", "egg"]
    out = await asyncio.gather(*map(lookup, words))
    print(out)


asyncio.run(main())
