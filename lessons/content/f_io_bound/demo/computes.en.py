import asyncio
import time


async def count(ms):
    end = time.thread_time() + ms / 1000
    while time.thread_time() < end:
        pass
    print(f"the one of {ms} ms is done")


async def main():
    clock, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(count(300), count(200), count(100))
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    print(f"{clock:.2f} s by the clock: the CPU worked {100 * cpu / clock:.0f}% of it")


asyncio.run(main())
