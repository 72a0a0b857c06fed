# expect: sleep-zero-parallel@6|sleep-zero-parallel@13
import asyncio


async def let_others():
    await asyncio.sleep(0)


async def sum_up(seed):
    total = seed
    for block in range(60):
        total += sum(number * seed for number in range(20_000))
        await let_others()
    return total


async def main():
    print(await asyncio.gather(sum_up(1), sum_up(2)))


asyncio.run(main())
