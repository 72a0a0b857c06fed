# expect: never-awaited@8
import asyncio


async def blink(times):
    for n in range(times):
        print("on" if n % 2 else "off")
        asyncio.sleep(0.1)
    await asyncio.sleep(0.15)


asyncio.run(blink(4))
