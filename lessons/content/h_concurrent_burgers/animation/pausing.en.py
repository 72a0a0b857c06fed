import asyncio

KITCHEN = 0.9
SENTENCE = 0.08
CUSTOMERS = 1


async def burger():
    await asyncio.sleep(KITCHEN)
    print("number on the screen")


async def customer(n):
    number = asyncio.create_task(burger())
    print(n, "orders")
    while not number.done():
        await asyncio.sleep(SENTENCE)
    print(n, "collects")


async def main():
    customers = [customer(n) for n in range(1, CUSTOMERS + 1)]
    await asyncio.gather(*customers)


asyncio.run(main())
