# expect: gather-of-one@13|await-in-loop@13|gather-of-one@14|await-in-loop@14|create-then-await@14
# allow: create-then-await
import asyncio


async def check(link):
    await asyncio.sleep(0.09)
    return link


async def main():
    for link in ("a", "b", "c", "d"):
        async with asyncio.TaskGroup() as group:
            group.create_task(check(link))
    print("checked")


asyncio.run(main())
