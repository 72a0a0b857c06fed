# expect: cancellation-swallowed@13|cancellation-swallowed@14
# allow: timeout-cannot-fire
import asyncio


async def fetch(url):
    for attempt in range(4):
        try:
            await asyncio.sleep(0.2)
            if attempt < 3:
                raise ConnectionError(url)
            return "body"
        except:
            print("retrying", url)


async def main():
    try:
        print(await asyncio.wait_for(fetch("a.example"), 0.1))
    except TimeoutError:
        print("gave up")


asyncio.run(main())
