# expect: nothing
# looks-like: destroyed-pending task-dropped
import asyncio
import gc


class Monitor:
    def __init__(self):
        self.ready = asyncio.get_running_loop().create_future()
        self.task = asyncio.create_task(self.watch())

    async def watch(self):
        return await self.ready


async def main():
    monitor = Monitor()
    await asyncio.sleep(0.15)
    gc.collect()
    monitor.ready.set_result("green")
    print(await monitor.task)


asyncio.run(main())
