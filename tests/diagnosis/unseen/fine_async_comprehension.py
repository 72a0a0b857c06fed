# expect: nothing
# looks-like: for-over-async-generator await-in-loop
import asyncio
async def fib():
    a, b = 0, 1
    while a < 20:
        yield a
        await asyncio.sleep(.02)
        a, b = b, a + b
async def main():
    print(sum([x async for x in fib() if x % 2]))
asyncio.run(main())
