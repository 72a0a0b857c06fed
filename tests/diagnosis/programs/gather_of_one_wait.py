# expect: gather-of-one@14|create-then-await@14
# allow: await-in-loop
import asyncio


async def job(number):
    await asyncio.sleep(0.1)
    return number


async def main():
    total = 0
    for number in range(4):
        done, _ = await asyncio.wait([asyncio.create_task(job(number))])
        total += done.pop().result()
    print(total)


asyncio.run(main())
