# expect: read-await-write@14|read-await-write@15|read-await-write@16
import asyncio

seats = {"A1": None, "A2": None}
sold = []


async def pay(who):
    await asyncio.sleep(0.15)
    return who != "mallory"


async def book(seat, who):
    if seats[seat] is None:
        if await pay(who):
            seats[seat] = who
            sold.append(who)


async def main():
    await asyncio.gather(book("A1", "ann"), book("A1", "bob"), book("A2", "cid"))
    print(seats, "tickets sold:", len(sold))


asyncio.run(main())
