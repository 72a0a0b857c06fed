# expect: nothing
# looks-like: pool-too-small
import asyncio
from concurrent.futures import ThreadPoolExecutor
import time


class Printer:
    """The paper goes through one sheet at a time."""

    def __init__(self):
        self._thread = ThreadPoolExecutor(max_workers=1)

    async def sheet(self, text):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._print, text)

    def _print(self, text):
        time.sleep(0.004)
        return len(text)


async def main():
    printer = Printer()
    print(sum(await asyncio.gather(*(printer.sheet("x" * n) for n in range(6)))))


asyncio.run(main())
