# expect: coroutine-as-value@14|never-awaited@14
# allow: never-awaited
# why: nothing fails, but what is shown is a coroutine object
import asyncio


async def temperatura():
    await asyncio.sleep(0.02)
    return 21


async def main():
    await asyncio.sleep(0.15)
    print(f"Hace {temperatura()} grados")


asyncio.run(main())
