# expect: nothing
# looks-like: polling await-in-loop
import asyncio


async def main():
    q = asyncio.Queue()

    async def feed():
        for word in ("uno", "dos", "tres", None):
            await asyncio.sleep(0.05)
            q.put_nowait(word)

    feeder = asyncio.create_task(feed())
    while (word := await q.get()) is not None:
        print(word)
    await feeder


asyncio.run(main())
