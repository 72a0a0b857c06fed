# expect: await-outside-async@13
# exit: 1
import asyncio


async def numbers():
    for number in range(3):
        await asyncio.sleep(0.05)
        yield number


def show():
    return [number async for number in numbers()]


print(show())
