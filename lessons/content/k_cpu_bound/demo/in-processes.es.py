import asyncio
import time
from concurrent.futures import ProcessPoolExecutor


def clasifica(n):
    """Ocupa un núcleo durante 0,12 s."""
    fin = time.thread_time() + 0.12
    while time.thread_time() < fin:
        sum(i * i for i in range(500))
    return n


async def peticion(n, grupo):
    await asyncio.get_running_loop().run_in_executor(grupo, clasifica, n)
    print(f"respuesta {n}, a los {time.perf_counter() - inicio:.2f} s")


async def ping(retrasos):
    while True:
        dormido = time.perf_counter()
        await asyncio.sleep(0.01)
        retrasos.append(time.perf_counter() - dormido - 0.01)


async def main():
    retrasos = []
    with ProcessPoolExecutor(2) as grupo:
        list(grupo.map(abs, (1, 2)))  # los dos procesos ya están en pie
        latido = asyncio.create_task(ping(retrasos))
        await asyncio.sleep(0.03)
        await asyncio.gather(*(peticion(n, grupo) for n in (1, 2, 3, 4)))
        await asyncio.sleep(0.02)
        latido.cancel()
    print(f"el ping esperó hasta {max(retrasos) * 1000:.0f} ms")


inicio = time.perf_counter()
if __name__ == "__main__":
    asyncio.run(main())
