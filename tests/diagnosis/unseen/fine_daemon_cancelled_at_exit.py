# expect: nothing
# looks-like: left-behind
import asyncio, contextlib

@contextlib.asynccontextmanager
async def vigilante():
    async def mira():
        while True: await asyncio.sleep(.03)
    t = asyncio.create_task(mira())
    try: yield
    finally:
        t.cancel()
        with contextlib.suppress(asyncio.CancelledError): await t

async def main():
    async with vigilante(): await asyncio.sleep(.15)
asyncio.run(main())
