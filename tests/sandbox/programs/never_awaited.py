import asyncio


async def burger():
    return 1


async def main():
    burger()
    await asyncio.sleep(0)


asyncio.run(main())
forgotten = burger()
