# expect: blocking-wait@17
# twin: fine_wait_result_awaited.py
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=4)


def consulta(mesa):
    time.sleep(0.2)
    return f"mesa {mesa}: 23 €"


async def cuenta(mesa):
    futuro = pool.submit(consulta, mesa)
    return futuro.result()


async def main():
    for linea in await asyncio.gather(cuenta(1), cuenta(2), cuenta(3)):
        print(linea)


asyncio.run(main())
