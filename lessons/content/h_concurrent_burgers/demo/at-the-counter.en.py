import asyncio


async def kitchen():
    await asyncio.sleep(0.5)
    print("number on the screen")
    return "burgers"


async def main():
    print("I order")
    print("I collect", await kitchen())
    for _ in range(3):
        print("I talk")
        await asyncio.sleep(0.2)


asyncio.run(main())
