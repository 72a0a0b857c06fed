# expect: for-over-async-generator@18
# exit: 1
import asyncio


class Feed:
    def __init__(self, count):
        self.count = count

    async def __aiter__(self):
        for number in range(self.count):
            await asyncio.sleep(0.02)
            yield number


async def main():
    await asyncio.sleep(0.1)
    for number in Feed(3):
        print(number)


asyncio.run(main())
