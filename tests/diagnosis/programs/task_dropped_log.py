# expect: task-dropped@12
import asyncio


async def apunta(linea):
    await asyncio.sleep(0.05)
    print("apuntado:", linea)


async def main():
    for n in range(3):
        asyncio.create_task(apunta(f"pedido {n}"))
    await asyncio.sleep(0.2)
    print("cerrado")


asyncio.run(main())
