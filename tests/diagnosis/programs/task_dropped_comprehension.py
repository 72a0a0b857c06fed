# expect: task-dropped@10
import asyncio


async def audit(number):
    await asyncio.sleep(0.05)


async def main():
    [asyncio.create_task(audit(number)) for number in range(3)]
    await asyncio.sleep(0.2)
    print("done")


asyncio.run(main())
