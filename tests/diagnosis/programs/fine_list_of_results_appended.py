# expect: nothing
# looks-like: read-await-write
import asyncio

results = []


async def measure(number):
    await asyncio.sleep(0.05)
    results.append(number)


async def main():
    await asyncio.gather(*(measure(number) for number in range(4)))
    if len(results) < 4:
        await asyncio.sleep(0.1)
        results.append(0)
    print(len(results))


asyncio.run(main())
