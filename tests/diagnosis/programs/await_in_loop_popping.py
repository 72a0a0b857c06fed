# expect: await-in-loop@15
import asyncio


async def resize(name):
    await asyncio.sleep(0.08)
    return name.upper()


async def main():
    waiting = ["a.png", "b.png", "c.png", "d.png"]
    done = []
    while waiting:
        name = waiting.pop()
        done.append(await resize(name))
    print(done)


asyncio.run(main())
