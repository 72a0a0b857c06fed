# expect: nothing
# looks-like: failures-ignored
import asyncio


async def fetch(number):
    await asyncio.sleep(0.1)
    if number == 1:
        raise TimeoutError("slow")
    return number


async def main():
    for answer in await asyncio.gather(*(fetch(n) for n in range(3)), return_exceptions=True):
        match answer:
            case Exception():
                print("failed", answer)
            case _:
                print("fine", answer)


asyncio.run(main())
