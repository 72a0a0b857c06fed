# expect: left-behind@15
# allow: task-dropped never-awaited
import asyncio

registro = []


async def audita(evento):
    await asyncio.sleep(0.3)
    registro.append(evento)


async def compra(producto):
    await asyncio.sleep(0.15)
    asyncio.create_task(audita(f"compra {producto}"))
    return producto


async def main():
    print(await compra("pan"))


asyncio.run(main())
print("auditoría:", registro)
