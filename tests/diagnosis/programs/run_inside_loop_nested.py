# expect: run-inside-loop@14
# exit: 1
# allow: never-awaited
import asyncio


async def consulta(n):
    await asyncio.sleep(0.05)
    return n


async def main():
    await asyncio.sleep(0.15)
    print(asyncio.run(consulta(4)))


asyncio.run(main())
