# expect: destroyed-pending@14
# allow: task-dropped exception-never-retrieved left-behind
import asyncio
import gc


async def espera_respuesta():
    futuro = asyncio.get_running_loop().create_future()
    await futuro
    print("nunca se ve")


def lanza():
    asyncio.create_task(espera_respuesta())


async def main():
    lanza()
    await asyncio.sleep(0.1)
    gc.collect()
    await asyncio.sleep(0.1)
    print("fin")


asyncio.run(main())
