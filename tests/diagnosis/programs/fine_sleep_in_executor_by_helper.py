# expect: nothing
# looks-like: blocking-sleep block-hidden-in-helper
import asyncio
import time


def grind(number):
    time.sleep(0.12)
    return number


def aside(func, *args):
    return asyncio.get_running_loop().run_in_executor(None, func, *args)


async def main():
    print(await asyncio.gather(aside(grind, 1), aside(grind, 2)))


asyncio.run(main())
