import asyncio
import time


async def kitchen():
    await asyncio.sleep(0.5)
    print("number on the screen")
    return "burgers"


async def main():
    print("I order")
    screen = asyncio.create_task(kitchen())
    await asyncio.sleep(0)
    print("I begin a story")
    time.sleep(1)
    print("I end the story")
    print("I collect", await screen)


asyncio.run(main())
