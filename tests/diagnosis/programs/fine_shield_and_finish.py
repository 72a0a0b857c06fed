# expect: nothing
# looks-like: left-behind cancellation-swallowed
import asyncio


async def commit():
    await asyncio.sleep(0.2)
    return "saved"


async def main():
    saving = asyncio.create_task(commit())
    try:
        async with asyncio.timeout(0.1):
            await asyncio.shield(saving)
    except TimeoutError:
        print("taking long, still saving")
    print(await saving)


asyncio.run(main())
