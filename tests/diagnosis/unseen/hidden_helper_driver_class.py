# expect: block-hidden-in-helper@20|block-hidden-in-helper@25
# why: a synchronous class from "another file"; the coroutine only calls its method
import asyncio
import time


class OldDriver:
    """As it came from the maker of the scales."""

    def __init__(self, port):
        self.port = port

    def read(self):
        self._settle()
        return 12.5 + self.port

    def _settle(self):
        deadline = time.monotonic() + 0.12
        while time.monotonic() < deadline:
            time.sleep(0.01)


async def weigh(port):
    scales = OldDriver(port)
    value = scales.read()
    await asyncio.sleep(0.01)
    return value


async def main():
    print(await asyncio.gather(weigh(1), weigh(2), weigh(3)))


asyncio.run(main())
