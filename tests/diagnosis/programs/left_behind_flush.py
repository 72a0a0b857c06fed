# expect: left-behind@13
# why: the task is kept, and still nobody waits for it before main ends
# allow: task-dropped
import asyncio


class Worker:
    def __init__(self):
        self.saved = []
        self.task = None

    def start(self):
        self.task = asyncio.create_task(self._flush())

    async def _flush(self):
        for n in range(5):
            await asyncio.sleep(0.1)
            self.saved.append(n)
        print("all saved")


async def main():
    worker = Worker()
    worker.start()
    await asyncio.sleep(0.25)
    return worker


worker = asyncio.run(main())
print("saved", worker.saved)
