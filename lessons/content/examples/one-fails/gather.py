import asyncio


async def cook(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "is ready")


async def drop(seconds):
    await asyncio.sleep(seconds)
    raise RuntimeError("the plate fell")


async def main():
    try:
        await asyncio.gather(cook("soup", 0.6), drop(0.2), cook("roast", 1.0))
    except RuntimeError as error:
        print("noticed:", error)
    await asyncio.sleep(0.6)  # the shop is closing, and the soup still cooks
    print("closed")


asyncio.run(main())
