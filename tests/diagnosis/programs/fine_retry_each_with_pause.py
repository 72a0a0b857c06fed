# expect: nothing
# looks-like: await-in-loop polling
import asyncio


async def call(attempt):
    await asyncio.sleep(0.05)
    if attempt < 3:
        raise ConnectionError
    return "ok"


async def main():
    for attempt in range(5):
        try:
            print(await call(attempt))
            return
        except ConnectionError:
            await asyncio.sleep(0.02 * attempt)


asyncio.run(main())
