import asyncio
import time


async def cuenta(nombre):
    """Ocupa un núcleo durante medio segundo."""
    print(f"empieza {nombre}", flush=True)
    fin = time.thread_time() + 0.5
    while time.thread_time() < fin:
        sum(i * i for i in range(500))
    print(f"termina {nombre}", flush=True)


async def main():
    await asyncio.gather(cuenta("uno"), cuenta("dos"))


asyncio.run(main())
