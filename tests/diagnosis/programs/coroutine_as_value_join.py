# expect: coroutine-as-value@13
# exit: 1
import asyncio


async def word(number):
    await asyncio.sleep(0.01)
    return str(number)


async def main():
    await asyncio.sleep(0.1)
    print("-".join(word(number) for number in range(3)))


asyncio.run(main())
