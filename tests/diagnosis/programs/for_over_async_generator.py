# expect: for-over-async-generator@14
# exit: 1
import asyncio


async def platos():
    for nombre in ("sopa", "pescado", "flan"):
        await asyncio.sleep(0.05)
        yield nombre


async def main():
    await asyncio.sleep(0.15)
    for plato in platos():
        print(plato)


asyncio.run(main())
