import asyncio

stock = 20
lock = asyncio.Lock()


async def sell(n):
    global stock
    async with lock:
        seen = stock
        await asyncio.sleep(0.05)  # ask the till whether the card is good
        stock = seen - 1


async def main():
    await asyncio.gather(*(sell(n) for n in range(20)))
    print("burgers left:", stock)


asyncio.run(main())
