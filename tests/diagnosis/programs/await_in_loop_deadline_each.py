# expect: await-in-loop@15
import asyncio


async def probe(host):
    await asyncio.sleep(0.09)
    return host == "c"


async def main():
    up = []
    for host in "abcd":
        try:
            async with asyncio.timeout(0.5):
                up.append(await probe(host))
        except TimeoutError:
            up.append(None)
    print(up)


asyncio.run(main())
