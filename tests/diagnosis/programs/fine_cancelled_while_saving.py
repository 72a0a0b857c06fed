# expect: nothing
# looks-like: cancellation-swallowed
import asyncio


async def saver(rows):
    while True:
        await asyncio.sleep(0.03)
        try:
            await asyncio.sleep(0.05)
            rows.append(1)
        except asyncio.CancelledError:
            rows.append("last")
            raise


async def main():
    rows = []
    saving = asyncio.create_task(saver(rows))
    await asyncio.sleep(0.2)
    saving.cancel()
    try:
        await saving
    except asyncio.CancelledError:
        print("saved", len(rows) > 0)


asyncio.run(main())
