# expect: exception-never-retrieved@7|exception-never-retrieved@15
import asyncio


async def pay(amount):
    await asyncio.sleep(0.03)
    raise RuntimeError("no funds")


def paid(task):
    print("payment over")


async def main():
    task = asyncio.get_running_loop().create_task(pay(10))
    task.add_done_callback(paid)
    del task
    await asyncio.sleep(0.15)


asyncio.run(main())
