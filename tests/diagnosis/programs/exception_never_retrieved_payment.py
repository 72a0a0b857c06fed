# expect: exception-never-retrieved@9|exception-never-retrieved@14
# allow: task-dropped
import asyncio


async def cobra(mesa):
    await asyncio.sleep(0.05)
    if mesa == 2:
        raise ValueError("tarjeta rechazada")
    print("cobrada", mesa)


async def main():
    tareas = [asyncio.create_task(cobra(m)) for m in (1, 2, 3)]
    await asyncio.sleep(0.2)
    print("todo cobrado,", len(tareas), "mesas")


asyncio.run(main())
