# expect: nothing
# looks-like: cancellation-swallowed failures-ignored
# why: it is the other task that was cancelled, by the one that catches the news of it
import asyncio
import contextlib


async def spinner():
    while True:
        await asyncio.sleep(0.02)


async def main():
    spin = asyncio.create_task(spinner())
    await asyncio.sleep(0.15)
    spin.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await spin
    print("done")


asyncio.run(main())
