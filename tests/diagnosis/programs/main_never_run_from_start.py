# expect: main-never-run@11|never-awaited@11
import asyncio


async def main():
    await asyncio.sleep(0.1)
    print("hello")


def start():
    main()


start()
