# expect: nothing
# looks-like: timeout-cannot-fire
import asyncio


async def slow_report():
    await asyncio.sleep(1)
    return "report"


async def main():
    try:
        async with asyncio.timeout(0.15):
            print(await slow_report())
    except TimeoutError:
        print("too slow, giving up")


asyncio.run(main())
