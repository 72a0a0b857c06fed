# expect: left-behind@12
# allow: task-dropped
import asyncio


async def upload(name):
    await asyncio.sleep(0.4)
    print("uploaded", name)


async def main():
    tasks = [asyncio.create_task(upload(n)) for n in ("a.zip", "b.zip")]
    await asyncio.sleep(0.15)
    print(len(tasks), "uploads started, goodbye")


asyncio.run(main())
