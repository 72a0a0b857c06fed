# expect: nothing
# looks-like: polling
import asyncio

async def main():
    cond, stock = asyncio.Condition(), []
    async def comprador():
        async with cond:
            await cond.wait_for(lambda: len(stock) >= 3)
        return len(stock)
    t = asyncio.create_task(comprador())
    for n in range(3):
        await asyncio.sleep(.06)
        async with cond:
            stock.append(n); cond.notify_all()
    print(await t)
asyncio.run(main())
