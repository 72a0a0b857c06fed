# expect: nothing
# looks-like: block-hidden-in-helper
import asyncio


def normaliza(texto):
    return " ".join(texto.lower().split())


def valida(texto):
    limpio = normaliza(texto)
    if not limpio:
        raise ValueError("vacío")
    return limpio


async def registra(texto):
    limpio = valida(texto)
    await asyncio.sleep(0.15)
    return limpio


async def main():
    print(await asyncio.gather(*(registra(t) for t in ("  Sopa  de AJO", "PAN  "))))


asyncio.run(main())
