# expect: create-then-await@7|create-then-await@16|sequential-awaits@16|create-then-await@17|sequential-awaits@17
import asyncio


async def aside(coroutine):
    task: asyncio.Task = asyncio.create_task(coroutine)
    return await task


async def boil(what):
    await asyncio.sleep(0.13)
    return what


async def main():
    eggs = await aside(boil("eggs"))
    rice = await aside(boil("rice"))
    print(eggs, rice)


asyncio.run(main())
