# expect: nothing
# looks-like: context-follows-everywhere read-await-write
import asyncio
import contextvars

pedido = contextvars.ContextVar("pedido", default=0)


async def registra(texto):
    await asyncio.sleep(0.05)
    return f"[{pedido.get()}] {texto}"


async def atiende(n):
    pedido.set(n)
    await asyncio.sleep(0.05)
    return await registra("servido")


async def main():
    async with asyncio.TaskGroup() as grupo:
        hechos = [grupo.create_task(atiende(n)) for n in range(1, 5)]
    print(*(h.result() for h in hechos), sep="\n")


asyncio.run(main())
