# expect: nothing
# looks-like: create-then-await
import asyncio


async def horno():
    await asyncio.sleep(0.25)
    return "pizza"


async def main():
    pizza = asyncio.create_task(horno())
    await asyncio.sleep(0.2)  # setting the table meanwhile
    print("mesa puesta")
    print(await pizza)


asyncio.run(main())
