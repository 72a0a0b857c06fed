# expect: nothing
# exit: 1
# looks-like: await-outside-async
# why: a slip of the pen, no belief about async
import asyncio


async def main()
    await asyncio.sleep(0.1)


asyncio.run(main())
