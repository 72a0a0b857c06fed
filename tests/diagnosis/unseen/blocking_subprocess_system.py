# expect: blocking-subprocess@8
import asyncio
import os


async def backup(name):
    print("backing up", name)
    os.system("sleep 0.16")
    print("backed up", name)


async def everything():
    async with asyncio.TaskGroup() as tg:
        for name in ("photos", "music"):
            tg.create_task(backup(name))


asyncio.run(everything())
