# expect: nothing
# looks-like: await-in-loop polling
import asyncio

attempts = 0


async def flaky():
    global attempts
    attempts += 1
    await asyncio.sleep(0.05)
    if attempts < 4:
        raise ConnectionError("not yet")
    return "hello"


async def main():
    for wait in (0.02, 0.04, 0.08, 0.16):
        try:
            print(await flaky())
            break
        except ConnectionError as error:
            print(error)
            await asyncio.sleep(wait)


asyncio.run(main())
