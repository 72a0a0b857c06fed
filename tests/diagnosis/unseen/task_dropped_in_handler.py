# expect: task-dropped@12
import asyncio


class Bus:
    def __init__(self):
        self.handlers = []

    def emit(self, event):
        loop = asyncio.get_running_loop()
        for handler in self.handlers:
            loop.create_task(handler(event))


async def on_event(event):
    await asyncio.sleep(0.08)
    print("handled", event)


async def main():
    bus = Bus()
    bus.handlers += [on_event, on_event]
    bus.emit("login")
    await asyncio.sleep(0.16)


asyncio.run(main())
