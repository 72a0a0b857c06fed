# expect: async-without-await@5|async-without-await@12
import asyncio


async def clean(text):
    words = text.strip().lower().split()
    return " ".join(words)


async def main():
    texts = ["  Hello World", "BYE   bye ", " One two "]
    print(await asyncio.gather(*[clean(t) for t in texts]))


asyncio.run(main())
