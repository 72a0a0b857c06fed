# expect: nothing
# looks-like: threads-for-cpu cpu-on-the-loop
# why: the thread keeps the loop answering; nobody expected the calculation to be faster
import asyncio


def ordena(n):
    datos = [(i * 7919) % 100_003 for i in range(n)]
    for _ in range(3):
        datos = sorted(datos, key=lambda x: -x) if _ % 2 else sorted(datos)
    return datos[0]


async def barra():
    for _ in range(8):
        print("#", end="", flush=True)
        await asyncio.sleep(0.02)
    print()


async def main():
    minimo, _ = await asyncio.gather(asyncio.to_thread(ordena, 150_000), barra())
    print(minimo)


asyncio.run(main())
