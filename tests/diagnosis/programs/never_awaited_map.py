# expect: never-awaited@12
import asyncio


async def clean(name):
    await asyncio.sleep(0.02)
    return name.strip()


async def main():
    names = [" ana ", "bea "]
    list(map(clean, names))
    await asyncio.sleep(0.1)
    print(names)


asyncio.run(main())
