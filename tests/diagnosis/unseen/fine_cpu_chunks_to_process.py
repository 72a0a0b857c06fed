# expect: nothing
# looks-like: cpu-on-the-loop gather-of-cpu no-main-guard
import asyncio
from concurrent.futures import ProcessPoolExecutor as Procesos

def trozo(a, b):
    s = 0
    for i in range(a, b): s ^= (i*i) >> 3
    return s

async def main():
    loop = asyncio.get_running_loop()
    with Procesos(2) as pp:
        partes = await asyncio.gather(loop.run_in_executor(pp, trozo, 0, 1_800_000), loop.run_in_executor(pp, trozo, 1_800_000, 3_600_000))
    x, y = partes
    print(x ^ y)

if __name__ == '__main__': asyncio.run(main())
