# expect: for-over-async-generator@16
# exit: 1
import asyncio


class Feed:
    async def items(self):
        for n in range(3):
            await asyncio.sleep(0.05)
            yield {"id": n}


async def main():
    feed = Feed()
    await asyncio.sleep(0.1)
    everything = list(feed.items())
    print(len(everything))


asyncio.run(main())
