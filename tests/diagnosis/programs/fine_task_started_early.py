# expect: nothing
# looks-like: create-then-await sequential-awaits
import asyncio


async def download():
    await asyncio.sleep(0.2)
    return "data"


async def prepare():
    await asyncio.sleep(0.15)
    return "form"


async def main():
    data = asyncio.create_task(download())
    form = await prepare()
    print(form, await data)


asyncio.run(main())
