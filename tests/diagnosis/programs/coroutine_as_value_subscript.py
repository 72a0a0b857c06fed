# expect: coroutine-as-value@14|coroutine-as-value@16
# exit: 1
# allow: never-awaited
import asyncio


async def usuario(n):
    await asyncio.sleep(0.05)
    return {"nombre": "Ana", "n": n}


async def main():
    await asyncio.sleep(0.15)
    ficha = usuario(3)
    saludo = "Hola, "
    print(saludo + ficha["nombre"])


asyncio.run(main())
