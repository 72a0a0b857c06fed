import asyncio
import time


def classify(n):
    """Keeps one core busy for 0.12 s."""
    end = time.thread_time() + 0.12
    while time.thread_time() < end:
        sum(i * i for i in range(500))
    return n


async def request(n):
    classify(n)
    print(f"answer {n}, after {time.perf_counter() - start:.2f} s")


async def ping(delays):
    while True:
        asleep = time.perf_counter()
        await asyncio.sleep(0.01)
        delays.append(time.perf_counter() - asleep - 0.01)


async def main():
    delays = []
    pinging = asyncio.create_task(ping(delays))
    await asyncio.sleep(0.03)
    await asyncio.gather(*(request(n) for n in (1, 2, 3, 4)))
    await asyncio.sleep(0.02)
    pinging.cancel()
    print(f"the ping waited up to {max(delays) * 1000:.0f} ms")


start = time.perf_counter()
asyncio.run(main())
