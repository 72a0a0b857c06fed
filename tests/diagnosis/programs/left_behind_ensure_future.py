# expect: left-behind@12|task-dropped@12
import asyncio


async def save(rows):
    for row in rows:
        await asyncio.sleep(0.08)
    print("saved")


async def handler(rows):
    saving = asyncio.ensure_future(save(rows))
    return f"accepted {len(rows)}"


async def main():
    print(await handler([1, 2, 3]))
    await asyncio.sleep(0.1)


asyncio.run(main())
