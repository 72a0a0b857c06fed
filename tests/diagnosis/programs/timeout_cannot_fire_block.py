# expect: timeout-cannot-fire@16
# allow: cpu-on-the-loop block-hidden-in-helper
import asyncio


def primos(limite):
    return [n for n in range(2, limite) if all(n % d for d in range(2, int(n**0.5) + 1))]


async def busca():
    return len(primos(60_000))


async def main():
    try:
        async with asyncio.timeout(0.05):
            print(await busca())
    except TimeoutError:
        print("se acabó el tiempo")


asyncio.run(main())
