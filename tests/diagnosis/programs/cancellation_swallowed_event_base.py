# expect: cancellation-swallowed@15
import asyncio


class Listener:
    def __init__(self):
        self.news = asyncio.Event()
        self.rounds = 0

    async def run(self):
        while self.rounds < 3:
            self.rounds += 1
            try:
                await self.news.wait()
            except BaseException as problem:
                print("ignored", type(problem).__name__)


async def main():
    listener = Listener()
    listening = asyncio.create_task(listener.run())
    for _ in range(3):
        await asyncio.sleep(0.08)
        listening.cancel()
    await listening
    print("ended", listener.rounds)


asyncio.run(main())
