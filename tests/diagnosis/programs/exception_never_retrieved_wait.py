# expect: exception-never-retrieved@8|exception-never-retrieved@12
import asyncio


async def check(number):
    await asyncio.sleep(0.05)
    if number == 2:
        raise ValueError("two")


async def main():
    tasks = [asyncio.create_task(check(number)) for number in range(4)]
    await asyncio.wait(tasks)
    print("checked", len(tasks))


asyncio.run(main())
