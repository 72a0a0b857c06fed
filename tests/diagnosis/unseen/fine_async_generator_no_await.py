# expect: nothing
# looks-like: async-without-await for-over-async-generator
import asyncio
async def letras():
    for x in "abc": yield x
async def main():
    async for x in letras():
        await asyncio.sleep(.05)
        print(x)
asyncio.run(main())
