# expect: coroutine-is-a-promise@12|coroutine-is-a-promise@15
# exit: 1
import asyncio


async def receta():
    await asyncio.sleep(0.15)
    return "gazpacho"


async def main():
    promesa = receta()
    print("primera:", await promesa)
    await asyncio.sleep(0.02)
    print("segunda:", await promesa)


asyncio.run(main())
