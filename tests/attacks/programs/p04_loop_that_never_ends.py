# ends: limit
# A task that swallows its cancellation.
import asyncio
async def stubborn():
    while True:
        try:
            await asyncio.sleep(60)
        except BaseException:
            pass
asyncio.run(stubborn())
