import asyncio

kitchen = asyncio.Lock()
till = asyncio.Lock()


async def cook():
    async with kitchen:
        await asyncio.sleep(0)
        async with till:
            print("the cook is done")


async def cashier():
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with till:
        await asyncio.sleep(0)
        async with kitchen:
            print("the cashier is done")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(cook(), name="cook")
        group.create_task(cashier(), name="cashier")


asyncio.run(main())
