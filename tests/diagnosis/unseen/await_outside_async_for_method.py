# expect: await-outside-async@13
# exit: 1
import asyncio


class Reader:
    async def lines(self):
        for n in range(3):
            await asyncio.sleep(0.02)
            yield n

    def read_all(self):
        return [n async for n in self.lines()]


print(Reader().read_all())
