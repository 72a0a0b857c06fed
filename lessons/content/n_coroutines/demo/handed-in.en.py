import asyncio


async def taco():
    print("on the fire")
    await asyncio.sleep(0.4)
    return "taco"


async def main():
    order = asyncio.create_task(taco())
    print("I have:", type(order).__name__)
    await asyncio.sleep(0.3)
    print("end of the chat")
    print(await order)


asyncio.run(main())
