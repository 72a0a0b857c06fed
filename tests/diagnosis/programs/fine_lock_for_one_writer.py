# expect: nothing
# looks-like: lock-around-the-wait
import asyncio


class Wire:
    """One frame at a time: that is what the lock is for."""

    def __init__(self):
        self.lock = asyncio.Lock()
        self.log = []

    async def send(self, text):
        async with self.lock:
            for byte in text:
                self.log.append(byte)
                await asyncio.sleep(0.02)


async def main():
    wire = Wire()
    await asyncio.gather(wire.send("abc"), wire.send("xyz"))
    print("".join(wire.log))


asyncio.run(main())
