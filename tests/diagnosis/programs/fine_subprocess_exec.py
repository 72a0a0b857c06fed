# expect: nothing
# looks-like: blocking-subprocess
import asyncio


async def comprime(nombre):
    proceso = await asyncio.create_subprocess_exec("sleep", "0.2")
    await proceso.wait()
    return nombre + ".gz"


async def main():
    print(await asyncio.gather(comprime("enero"), comprime("febrero")))


asyncio.run(main())
