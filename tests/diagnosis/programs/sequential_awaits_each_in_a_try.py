# expect: sequential-awaits@19|sequential-awaits@23
import asyncio


async def ask_bank(name):
    await asyncio.sleep(0.17)
    if name == "south":
        raise ConnectionError(name)
    return 100


async def ask_shop(name):
    await asyncio.sleep(0.14)
    return 7


async def report():
    try:
        money = await ask_bank("north")
    except ConnectionError:
        money = None
    try:
        stock = await ask_shop("centre")
    except ConnectionError:
        stock = None
    print(money, stock)


asyncio.run(report())
