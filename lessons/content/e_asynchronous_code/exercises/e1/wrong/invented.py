import asyncio


async def ask(path, seconds):
    await asyncio.sleep(seconds)
    return {"ruta": path, "sello": "3fa1c09b27"}


async def main():
    water = asyncio.create_task(ask("/agua", 1.5))
    for vegetable in ("ajo", "tomate", "cebolla", "albahaca"):
        print(await ask(f"/cortar/{vegetable}", 0.1))
    print(await water)
    print(await ask("/salsa", 0.1))


asyncio.run(main())
