# expect: failures-ignored@14|failures-ignored@15
import asyncio


async def upload(name):
    await asyncio.sleep(0.15)
    if name.startswith("bad"):
        raise OSError("disk full")
    return len(name)


async def main():
    names = ["good.txt", "bad.txt", "fine.txt"]
    results = await asyncio.gather(*[upload(n) for n in names], return_exceptions=True)
    print("uploaded", len(results), "files")


asyncio.run(main())
