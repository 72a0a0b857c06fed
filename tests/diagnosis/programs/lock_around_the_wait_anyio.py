# expect: lock-around-the-wait@11|lock-around-the-wait@12
import anyio


class Registry:
    def __init__(self):
        self.lock = anyio.Lock()
        self.names = []

    async def register(self, name):
        async with self.lock:
            await self.verify(name)
        self.names.append(name)

    async def verify(self, name):
        await anyio.sleep(0.08)


async def main():
    registry = Registry()
    async with anyio.create_task_group() as group:
        for name in ("ana", "bea", "cira", "dora"):
            group.start_soon(registry.register, name)
    print(len(registry.names))


anyio.run(main)
