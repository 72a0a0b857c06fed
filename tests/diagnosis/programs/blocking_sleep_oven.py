# expect: blocking-sleep@9
# twin: fine_sleep_oven.py
import asyncio
import time


async def hornear(pan):
    print("entra", pan)
    time.sleep(0.15)
    print("sale", pan)
    return pan


async def main():
    panes = await asyncio.gather(hornear("hogaza"), hornear("baguette"), hornear("chapata"))
    print(panes)


asyncio.run(main())
