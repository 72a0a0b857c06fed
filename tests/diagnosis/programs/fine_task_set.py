# expect: nothing
# looks-like: task-dropped left-behind
import asyncio

pendientes = set()


async def envia(a):
    await asyncio.sleep(0.1)
    print("enviado", a)


def al_fondo(coro):
    tarea = asyncio.create_task(coro)
    pendientes.add(tarea)
    tarea.add_done_callback(pendientes.discard)


async def main():
    for nombre in ("ana", "leo"):
        al_fondo(envia(nombre))
    await asyncio.sleep(0.02)
    await asyncio.gather(*pendientes)


asyncio.run(main())
