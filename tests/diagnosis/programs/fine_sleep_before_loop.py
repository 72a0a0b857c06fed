# expect: nothing
# looks-like: blocking-sleep
import asyncio
import time


async def servir():
    await asyncio.gather(*(asyncio.sleep(0.1) for _ in range(3)))
    print("servido")


print("calentando la plancha...")
time.sleep(0.2)  # nobody waits yet: there is no loop
asyncio.run(servir())
