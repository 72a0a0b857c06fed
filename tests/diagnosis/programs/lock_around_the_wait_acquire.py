# expect: lock-around-the-wait@8|lock-around-the-wait@10
import asyncio

door = asyncio.Lock()


async def visit(name):
    await door.acquire()
    try:
        await asyncio.sleep(0.08)
    finally:
        door.release()
    return name


async def main():
    print(await asyncio.gather(*(visit(name) for name in "abcd")))


asyncio.run(main())
