# expect: nothing
# looks-like: read-await-write
import asyncio


class Theatre:
    def __init__(self, seats):
        self.seats = seats
        self.booked = []

    async def charge(self, name):
        await asyncio.sleep(0.05)

    async def book(self, name):
        if len(self.booked) >= self.seats:
            return False
        self.booked.append(name)
        await self.charge(name)
        return True


async def main():
    theatre = Theatre(2)
    print(sum(await asyncio.gather(*(theatre.book(name) for name in "abcd"))))


asyncio.run(main())
