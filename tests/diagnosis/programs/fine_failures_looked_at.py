# expect: nothing
# looks-like: failures-ignored
import asyncio


async def paga(n):
    await asyncio.sleep(0.15)
    if n % 2:
        raise RuntimeError(f"{n}: sin saldo")
    return n


async def main():
    finales = await asyncio.gather(*(paga(n) for n in range(4)), return_exceptions=True)
    fallos = [f for f in finales if isinstance(f, Exception)]
    print(len(finales) - len(fallos), "pagados;", *fallos)


asyncio.run(main())
