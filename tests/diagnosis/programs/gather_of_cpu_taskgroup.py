# expect: gather-of-cpu@6|gather-of-cpu@10|gather-of-cpu@17
import asyncio


def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


async def answer(n, out):
    out[n] = fibonacci(n)


async def main():
    out = {}
    async with asyncio.TaskGroup() as group:
        for n in (27, 27, 27):
            group.create_task(answer(n, out))
    print(out)


asyncio.run(main())
