import asyncio

balance = 100


async def deposit(amount):
    global balance
    seen = balance
    await asyncio.sleep(0.1)
    balance = seen + amount


async def main():
    ana = asyncio.create_task(deposit(50), name="Ana")
    await asyncio.sleep(0.1)
    beto = asyncio.create_task(deposit(30), name="Beto")
    await asyncio.gather(ana, beto)
    print("balance", balance)


asyncio.run(main())
