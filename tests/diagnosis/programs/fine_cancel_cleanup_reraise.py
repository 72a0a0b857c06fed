# expect: nothing
# looks-like: cancellation-swallowed
import asyncio


async def session():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("saving before leaving")
        raise
    finally:
        print("closed")


async def main():
    task = asyncio.create_task(session())
    await asyncio.sleep(0.15)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


asyncio.run(main())
