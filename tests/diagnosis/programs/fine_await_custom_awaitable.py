# expect: nothing
# looks-like: await-plain-value
import asyncio


class Delay:
    def __init__(self, seconds, value):
        self.seconds, self.value = seconds, value

    def __await__(self):
        yield from asyncio.sleep(self.seconds).__await__()
        return self.value


async def main():
    print(await Delay(0.15, "worth waiting"))


asyncio.run(main())
