# expect: pool-too-small@6|pool-too-small@16
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

bodega = ThreadPoolExecutor(max_workers=1, thread_name_prefix="bodega")


def botella(n):
    time.sleep(0.09)
    return f"botella {n}"


async def main():
    loop = asyncio.get_running_loop()
    encargos = [loop.run_in_executor(bodega, botella, n) for n in range(8)]
    print(len(await asyncio.gather(*encargos)))


asyncio.run(main())
