# expect: context-follows-everywhere@12|context-follows-everywhere@18
# exit: 1
import asyncio
import contextvars
import time

usuario = contextvars.ContextVar("usuario")


def guarda(texto):
    time.sleep(0.15)
    return f"{usuario.get()}: {texto}"


async def peticion(nombre):
    usuario.set(nombre)
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, guarda, "hola")


async def main():
    print(await asyncio.gather(peticion("ana"), peticion("leo")))


asyncio.run(main())
