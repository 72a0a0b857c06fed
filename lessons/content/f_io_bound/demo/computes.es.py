import asyncio
import time


async def cuenta(ms):
    fin = time.thread_time() + ms / 1000
    while time.thread_time() < fin:
        pass
    print(f"hecha la de {ms} ms")


async def main():
    reloj, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(cuenta(300), cuenta(200), cuenta(100))
    reloj, cpu = time.perf_counter() - reloj, time.process_time() - cpu
    print(f"{reloj:.2f} s de reloj: la CPU trabajó el {100 * cpu / reloj:.0f} %")


asyncio.run(main())
