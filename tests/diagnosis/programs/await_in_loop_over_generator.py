# expect: await-in-loop@17|await-in-loop@18
import asyncio


async def orders():
    for number in range(5):
        yield number


async def ship(number):
    await asyncio.sleep(0.07)
    return f"box {number}"


async def main():
    boxes = []
    async for number in orders():
        boxes.append(await ship(number))
    print(boxes)


asyncio.run(main())
