# expect: nothing
# looks-like: unpicklable-work processes-for-tiny-work
import asyncio
import math
from concurrent.futures import ProcessPoolExecutor
from functools import partial


def potencia(base, n):
    total = 0
    for i in range(n):
        total += int(math.sqrt(i * base)) & 1
    return total


async def main():
    bucle = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=2) as procesos:
        partes = await asyncio.gather(
            bucle.run_in_executor(procesos, partial(potencia, 3), 900_000),
            bucle.run_in_executor(procesos, partial(potencia, 5), 900_000),
        )
    print(partes)


if __name__ == "__main__":
    asyncio.run(main())
