# expect: sleep-zero-parallel@8|sleep-zero-parallel@11
# allow: cpu-on-the-loop gather-of-cpu
import asyncio, random
async def dados(n, semilla):
    r = random.Random(semilla); pares = 0
    for i in range(n):
        pares += r.randint(1, 6) == r.randint(1, 6)
        if i % 400 == 0: await asyncio.sleep(0)
    return pares
async def main():
    partes = await asyncio.gather(*(dados(60_000, s) for s in range(3)))
    print(sum(partes))
asyncio.run(main())
