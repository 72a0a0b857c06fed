# expect: run-inside-loop@15
# exit: 1
# allow: never-awaited
import asyncio


async def bebida():
    await asyncio.sleep(0.05)
    return "té"


async def main():
    loop = asyncio.get_event_loop()
    await asyncio.sleep(0.15)
    resultado = loop.run_until_complete(bebida())
    print(resultado)


asyncio.run(main())
