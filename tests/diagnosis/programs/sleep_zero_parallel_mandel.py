# expect: sleep-zero-parallel@17|sleep-zero-parallel@22
# allow: cpu-on-the-loop gather-of-cpu async-without-await
import asyncio


async def fila(y, ancho):
    puntos = 0
    for x in range(ancho):
        z = 0
        c = complex(x / ancho * 3 - 2, y / 8 - 1)
        for _ in range(60):
            z = z * z + c
            if abs(z) > 2:
                break
        else:
            puntos += 1
        await asyncio.sleep(0)
    return puntos


async def main():
    print(await asyncio.gather(*(fila(y, 1200) for y in range(16))))


asyncio.run(main())
