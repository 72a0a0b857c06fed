# expect: thread-for-nothing@6
import asyncio


async def length(word):
    return await asyncio.to_thread(len, word)


async def main():
    words = ["pan", "queso", "vino"] * 20
    print(sum(await asyncio.gather(*map(length, words))))


asyncio.run(main())
