# expect: await-outside-async@11
# exit: 1
import asyncio


async def greet(name):
    await asyncio.sleep(0.1)
    return f"hi {name}"


print(await greet("Sue"))
