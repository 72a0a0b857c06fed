# expect: threads-for-cpu@10
import asyncio


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


async def main():
    resultados = await asyncio.gather(*[asyncio.to_thread(fib, 25 + n % 2) for n in range(8)])
    print(sum(resultados))


asyncio.run(main())
