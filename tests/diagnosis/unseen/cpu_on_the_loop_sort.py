# expect: cpu-on-the-loop@8|cpu-on-the-loop@10|cpu-on-the-loop@11
# allow: block-hidden-in-helper
import asyncio, random

async def ordena(n):
    datos = list(range(n))
    random.Random(4).shuffle(datos)
    for i in range(1, len(datos)):
        x, j = datos[i], i
        while j and datos[j - 1] > x:
            datos[j] = datos[j - 1]
            j -= 1
        datos[j] = x
    return datos[0]

async def reloj(seg):
    while seg > 0:
        await asyncio.sleep(.05); seg -= .05
    return "tic"

async def main():
    print(await asyncio.gather(reloj(.2), ordena(2600)))

asyncio.run(main())
