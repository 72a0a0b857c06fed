# expect: await-outside-async@10
# exit: 1
import asyncio

async def doble(x):
    await asyncio.sleep(.1)
    return 2*x

async def main():
    f = lambda x: await doble(x)
    print(f(4))

asyncio.run(main())
