# expect: nothing
# looks-like: cpu-on-the-loop gather-of-cpu
import asyncio
from concurrent.futures import ProcessPoolExecutor


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, fibonacci, n) for n in (24, 25))))


if __name__ == "__main__":
    asyncio.run(main())
