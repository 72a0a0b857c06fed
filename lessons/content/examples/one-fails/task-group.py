import asyncio


async def cook(name, seconds):
    try:
        await asyncio.sleep(seconds)
        print(name, "is ready")
    except asyncio.CancelledError:
        print(name, "taken off the fire")
        raise


async def drop(seconds):
    await asyncio.sleep(seconds)
    raise RuntimeError("the plate fell")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(cook("soup", 0.6))
            group.create_task(drop(0.2))
            group.create_task(cook("roast", 1.0))
    except* RuntimeError as errors:
        print("noticed:", *errors.exceptions)
    print("closed")


asyncio.run(main())
