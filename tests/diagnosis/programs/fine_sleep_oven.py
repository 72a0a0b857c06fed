# expect: nothing
# looks-like: blocking-sleep
import asyncio
import time


async def hornear(pan):
    print("entra", pan)
    await asyncio.sleep(0.15)
    print("sale", pan)
    return pan


async def main():
    inicio = time.perf_counter()
    panes = await asyncio.gather(hornear("hogaza"), hornear("baguette"), hornear("chapata"))
    print(panes, round(time.perf_counter() - inicio, 1))


asyncio.run(main())
