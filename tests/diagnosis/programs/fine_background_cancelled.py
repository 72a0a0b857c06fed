# expect: nothing
# looks-like: left-behind task-dropped
# why: the beat is meant to end with the work, and is told so
import asyncio


async def beat():
    while True:
        print("·")
        await asyncio.sleep(0.05)


async def main():
    heart = asyncio.create_task(beat())
    await asyncio.sleep(0.2)
    heart.cancel()
    try:
        await heart
    except asyncio.CancelledError:
        print("at rest")


asyncio.run(main())
