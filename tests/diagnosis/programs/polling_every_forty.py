# expect: polling@20|polling@23
import asyncio


class Job:
    def __init__(self):
        self.ready = False

    async def run(self):
        await asyncio.sleep(0.5)
        self.ready = True

    def finished(self):
        return self.ready


async def main():
    job = Job()
    working = asyncio.create_task(job.run())
    while True:
        if job.finished():
            break
        await asyncio.sleep(0.04)
    await working
    print("finished")


asyncio.run(main())
