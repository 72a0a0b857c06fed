# expect: nothing
# looks-like: cpu-on-the-loop gather-of-cpu threads-for-cpu
import asyncio
from concurrent.futures import ProcessPoolExecutor


def grind(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
        parts = [loop.run_in_executor(pool, grind, 2_500_000) for _ in range(2)]
        print(sum(await asyncio.gather(*parts)))


if __name__ == "__main__":
    asyncio.run(main())
