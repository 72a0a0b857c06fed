# expect: failures-ignored@12
import asyncio


async def paga(n):
    await asyncio.sleep(0.15)
    if n % 2:
        raise RuntimeError("sin saldo")


async def main():
    await asyncio.gather(*(paga(n) for n in range(4)), return_exceptions=True)
    print("todos han pagado")


asyncio.run(main())
