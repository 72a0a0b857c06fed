# expect: nothing
# looks-like: sequential-awaits
import asyncio


class Trip:
    def __init__(self):
        self.done = []

    async def book_flight(self):
        await asyncio.sleep(0.1)
        self.done.append("flight")
        return "IB1"

    async def pay(self):
        await asyncio.sleep(0.1)
        if "flight" not in self.done:
            raise RuntimeError("nothing to pay")
        self.done.append("paid")
        return 120

    async def confirm(self):
        await asyncio.sleep(0.1)
        return list(self.done)


async def main():
    trip = Trip()
    code = await trip.book_flight()
    price = await trip.pay()
    print(code, price, await trip.confirm())


asyncio.run(main())
