# expect: run-inside-loop@13
# exit: 1
import asyncio


async def inner():
    await asyncio.sleep(0.05)


async def main():
    await asyncio.sleep(0.1)
    with asyncio.Runner() as runner:
        runner.run(inner())


asyncio.run(main())
