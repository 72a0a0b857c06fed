# expect: nothing
# looks-like: await-in-loop sequential-awaits
import asyncio


async def cuenta_atras(n):
    while n:
        print(n)
        await asyncio.sleep(0.08)
        n -= 1
    print("¡ya!".strip("¡!"))


asyncio.run(cuenta_atras(4))
