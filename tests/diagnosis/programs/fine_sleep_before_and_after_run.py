# expect: nothing
# looks-like: blocking-sleep
import asyncio
import time


async def main():
    await asyncio.sleep(0.1)
    return 3


time.sleep(0.1)
result = asyncio.run(main())
time.sleep(0.1)
print(result)
