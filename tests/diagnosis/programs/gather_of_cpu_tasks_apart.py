# expect: gather-of-cpu@7|gather-of-cpu@13|gather-of-cpu@14|gather-of-cpu@15
import asyncio


async def words(seed):
    text = seed
    for number in range(500_000):
        text = text[-20:] + chr(97 + number % 26)
    return text


async def main():
    first = asyncio.create_task(words("one"))
    second = asyncio.create_task(words("two"))
    third = asyncio.create_task(words("three"))
    print(await first, await second, await third)


asyncio.run(main())
