# expect: exception-never-retrieved@8|exception-never-retrieved@12
# allow: task-dropped
import asyncio


async def poll_device(name):
    await asyncio.sleep(0.03)
    raise OSError(f"{name} unplugged")


async def main():
    asyncio.create_task(poll_device("scanner"))
    for step in range(3):
        print("step", step)
        await asyncio.sleep(0.06)


asyncio.run(main())
