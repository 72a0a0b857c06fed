import asyncio
import time


def memory():
    """MB the program has in memory now."""
    with open("/proc/self/statm") as count:
        return int(count.read().split()[1]) * 4096 / 1e6


async def main():
    before = memory()
    tasks = [asyncio.create_task(asyncio.sleep(1)) for _ in range(400)]
    await asyncio.sleep(0)
    print(f"400 tasks waiting: {memory() - before:.1f} MB more")
    await asyncio.gather(*tasks)


asyncio.run(main())
print(f"and {time.process_time() * 1000:.0f} ms of CPU in all")
