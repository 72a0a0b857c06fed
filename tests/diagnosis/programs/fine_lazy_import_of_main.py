# expect: nothing
# looks-like: main-never-run
import asyncio


async def main():
    await asyncio.sleep(0.1)
    return "hello"


def start():
    with asyncio.Runner() as runner:
        return runner.run(main())


print(start())
