# expect: sleep-zero-parallel@10
import anyio
from anyio import lowlevel


async def sieve(limit):
    found = 0
    for number in range(2, limit):
        if number % 50 == 0:
            await lowlevel.checkpoint()
        found += all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    print(found)


async def main():
    async with anyio.create_task_group() as group:
        for limit in (26_000, 26_001, 26_002):
            group.start_soon(sieve, limit)


anyio.run(main)
