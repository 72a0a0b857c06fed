# expect: run-inside-loop@12
# exit: 1
import anyio


async def inner():
    await anyio.sleep(0.05)
    return 1


def helper():
    return anyio.run(inner)


async def main():
    await anyio.sleep(0.1)
    print(helper())


anyio.run(main)
