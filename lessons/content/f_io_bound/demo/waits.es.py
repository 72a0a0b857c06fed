import asyncio
import time


async def pide(ms):
    await asyncio.sleep(ms / 1000)
    print(f"llegó la de {ms} ms")


async def main():
    reloj, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(pide(300), pide(200), pide(100))
    reloj, cpu = time.perf_counter() - reloj, time.process_time() - cpu
    print(f"{reloj:.2f} s de reloj: la CPU trabajó el {100 * cpu / reloj:.0f} %")


asyncio.run(main())
