# expect: left-behind@11
import asyncio


class Mailer:
    def __init__(self):
        self.sent = []
        self.tasks = []

    def queue(self, letter):
        self.tasks.append(asyncio.create_task(self._send(letter)))

    async def _send(self, letter):
        await asyncio.sleep(0.3)
        self.sent.append(letter)


async def main():
    mailer = Mailer()
    for letter in "abc":
        mailer.queue(letter)
    await asyncio.sleep(0.1)
    print(mailer.sent)


asyncio.run(main())
