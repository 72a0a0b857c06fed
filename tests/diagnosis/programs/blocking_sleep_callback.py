# expect: blocking-sleep@7|block-hidden-in-helper@7
import asyncio
import time


def alarm(fired):
    time.sleep(0.2)
    fired.set()


async def main():
    fired = asyncio.Event()
    asyncio.get_running_loop().call_later(0.05, alarm, fired)
    ticks = 0
    while not fired.is_set():
        try:
            await asyncio.wait_for(fired.wait(), 0.1)
        except TimeoutError:
            ticks += 1
    print(ticks)


asyncio.run(main())
