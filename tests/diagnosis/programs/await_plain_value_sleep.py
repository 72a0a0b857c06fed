# expect: await-plain-value@10
# exit: 1
# allow: blocking-sleep
import asyncio
import time


async def hornear():
    print("al horno")
    await time.sleep(0.2)
    print("listo")


asyncio.run(hornear())
