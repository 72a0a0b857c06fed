# expect: pool-too-small@13
# why: to_thread has cores + 4 threads: with 2 cores, 24 waits go six by six
import asyncio
import time


def legacy(n):
    time.sleep(0.12)
    return n


async def main():
    print(len(await asyncio.gather(*(asyncio.to_thread(legacy, n) for n in range(24)))))


asyncio.run(main())
