# expect: coroutine-is-a-promise@10|coroutine-is-a-promise@12
# exit: 1
import asyncio

async def llamada():
    await asyncio.sleep(.1)
    return "ring"

async def main():
    l = llamada()
    for _ in range(3):
        print(await l)

asyncio.run(main())
