import asyncio
import time


async def count(name):
    """Keeps a core busy for half a second."""
    print(f"{name} begins", flush=True)
    end = time.thread_time() + 0.5
    while time.thread_time() < end:
        sum(i * i for i in range(500))
    print(f"{name} ends", flush=True)


async def main():
    await asyncio.gather(count("one"), count("two"))


asyncio.run(main())
