# expect: nothing
# looks-like: blocking-wait
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=4)


def consulta(mesa):
    time.sleep(0.2)
    return f"mesa {mesa}: 23 €"


async def cuenta(mesa):
    futuro = asyncio.get_running_loop().run_in_executor(pool, consulta, mesa)
    return await futuro


async def main():
    for linea in await asyncio.gather(cuenta(1), cuenta(2), cuenta(3)):
        print(linea)


asyncio.run(main())
