# expect: nothing
# looks-like: polling
import asyncio


async def main():
    changed, stock = asyncio.Condition(), []

    async def fill():
        for number in range(3):
            await asyncio.sleep(0.1)
            async with changed:
                stock.append(number)
                changed.notify_all()

    async def take():
        async with changed:
            while len(stock) < 3:
                await changed.wait()
        return sum(stock)

    _, total = await asyncio.gather(fill(), take())
    print(total)


asyncio.run(main())
