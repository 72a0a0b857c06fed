# expect: nothing
# looks-like: coroutine-is-a-promise gather-of-one
import asyncio

async def ring():
    await asyncio.sleep(.08)
    return "ring"

async def main():
    for _ in range(2):
        print(*await asyncio.gather(ring(), ring()))

asyncio.run(main())
