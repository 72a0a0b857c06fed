# expect: never-awaited@15|coroutine-as-value@15
# allow: coroutine-as-value
import asyncio


class Door:
    async def is_open(self):
        await asyncio.sleep(0.01)
        return False


async def main():
    door = Door()
    await asyncio.sleep(0.1)
    if door.is_open():
        print("come in")


asyncio.run(main())
