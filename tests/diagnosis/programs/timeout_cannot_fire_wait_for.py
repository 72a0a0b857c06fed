# expect: timeout-cannot-fire@14
# allow: blocking-sleep
import asyncio
import time


async def slow_report():
    time.sleep(0.4)
    return "report"


async def main():
    try:
        print(await asyncio.wait_for(slow_report(), timeout=0.1))
    except asyncio.TimeoutError:
        print("too slow, giving up")


asyncio.run(main())
