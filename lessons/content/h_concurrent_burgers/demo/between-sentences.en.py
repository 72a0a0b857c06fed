import asyncio


async def kitchen():
    await asyncio.sleep(0.5)
    print("number on the screen")
    return "burgers"


async def main():
    print("I order")
    screen = asyncio.create_task(kitchen())
    while not screen.done():
        print("I talk")
        await asyncio.sleep(0.2)
    print("I collect", await screen)


asyncio.run(main())
