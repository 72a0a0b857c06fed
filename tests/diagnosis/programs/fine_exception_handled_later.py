# expect: nothing
# looks-like: exception-never-retrieved
import asyncio


async def cobra(mesa):
    await asyncio.sleep(0.05)
    if mesa == 2:
        raise ValueError("tarjeta rechazada")
    return mesa


async def main():
    tareas = [asyncio.create_task(cobra(m)) for m in (1, 2, 3)]
    await asyncio.wait(tareas)
    await asyncio.sleep(0.1)
    for t in tareas:
        if error := t.exception():
            print("fallo:", error)
        else:
            print("cobrada", t.result())


asyncio.run(main())
