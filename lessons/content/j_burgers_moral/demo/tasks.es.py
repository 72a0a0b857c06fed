import asyncio
import time


def memoria():
    """MB que el programa tiene en memoria ahora."""
    with open("/proc/self/statm") as cuenta:
        return int(cuenta.read().split()[1]) * 4096 / 1e6


async def main():
    antes = memoria()
    tareas = [asyncio.create_task(asyncio.sleep(1)) for _ in range(400)]
    await asyncio.sleep(0)
    print(f"400 tareas esperando: {memoria() - antes:.1f} MB más")
    await asyncio.gather(*tareas)


asyncio.run(main())
print(f"y {time.process_time() * 1000:.0f} ms de CPU en total")
