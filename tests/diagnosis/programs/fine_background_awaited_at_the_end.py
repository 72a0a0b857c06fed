# expect: nothing
# looks-like: left-behind task-dropped
import asyncio


class Mailer:
    def __init__(self):
        self.tasks = set()

    def queue(self, letter):
        task = asyncio.create_task(self._send(letter))
        self.tasks.add(task)

    async def _send(self, letter):
        await asyncio.sleep(0.15)

    async def close(self):
        await asyncio.gather(*self.tasks)


async def main():
    mailer = Mailer()
    for letter in "abc":
        mailer.queue(letter)
    await mailer.close()
    print("all sent")


asyncio.run(main())
