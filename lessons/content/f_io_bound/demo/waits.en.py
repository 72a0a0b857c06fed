import asyncio
import time


async def ask(ms):
    await asyncio.sleep(ms / 1000)
    print(f"the one of {ms} ms came")


async def main():
    clock, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(ask(300), ask(200), ask(100))
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    print(f"{clock:.2f} s by the clock: the CPU worked {100 * cpu / clock:.0f}% of it")


asyncio.run(main())
