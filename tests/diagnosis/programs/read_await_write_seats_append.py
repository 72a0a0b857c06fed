# expect: read-await-write@14|read-await-write@15|read-await-write@16
import asyncio


class Theatre:
    def __init__(self, seats):
        self.seats = seats
        self.booked = []

    async def charge(self, name):
        await asyncio.sleep(0.05)

    async def book(self, name):
        if len(self.booked) < self.seats:
            await self.charge(name)
            self.booked.append(name)
            return True
        return False


async def main():
    theatre = Theatre(2)
    print(sum(await asyncio.gather(*(theatre.book(name) for name in "abcd"))))


asyncio.run(main())
