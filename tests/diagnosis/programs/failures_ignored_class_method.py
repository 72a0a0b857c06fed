# expect: failures-ignored@17
import asyncio


class Importer:
    def __init__(self):
        self.rows = []

    async def one(self, name):
        await asyncio.sleep(0.1)
        if not name.endswith(".csv"):
            raise ValueError(name)
        self.rows.append(name)

    async def all(self, names):
        jobs = [asyncio.create_task(self.one(name)) for name in names]
        await asyncio.gather(*jobs, return_exceptions=True)
        return len(self.rows)


print(asyncio.run(Importer().all(["a.csv", "b.txt", "c.csv"])))
