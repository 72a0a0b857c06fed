# expect: for-over-async-generator@14
# exit: 1
import asyncio


async def letters():
    for letter in "abc":
        await asyncio.sleep(0.02)
        yield letter


async def main():
    await asyncio.sleep(0.1)
    for place, letter in enumerate(letters()):
        print(place, letter)


asyncio.run(main())
