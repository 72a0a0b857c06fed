# expect: failures-ignored@17|failures-ignored@18
import asyncio


async def fetch(number):
    await asyncio.sleep(0.1)
    if number == 1:
        raise TimeoutError("slow")
    return {"n": number}


def size(value):
    return len(value) if isinstance(value, str) else 1


async def main():
    answers = await asyncio.gather(*(fetch(number) for number in range(3)), return_exceptions=True)
    print(sum(size(answer) for answer in answers))


asyncio.run(main())
