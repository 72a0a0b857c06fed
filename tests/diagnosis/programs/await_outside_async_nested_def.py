# expect: await-outside-async@8
# exit: 1
import asyncio


async def main():
    def inner(number):
        await asyncio.sleep(number)
        return number

    print(inner(0.1))


asyncio.run(main())
