# expect: gather-of-cpu@7|gather-of-cpu@8|gather-of-cpu@15
import asyncio


async def cuenta_primos(desde, hasta):
    total = 0
    for n in range(desde, hasta):
        if all(n % d for d in range(2, int(n**0.5) + 1)):
            total += 1
    return total


async def main():
    trozos = [(2, 20_000), (20_000, 35_000), (35_000, 48_000)]
    partes = await asyncio.gather(*(cuenta_primos(a, b) for a, b in trozos))
    print(sum(partes))


asyncio.run(main())
