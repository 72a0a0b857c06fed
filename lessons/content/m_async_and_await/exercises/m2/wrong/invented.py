import asyncio


async def ask(path, seconds):
    await asyncio.sleep(seconds)
    return {"ruta": path, "sello": "90b1f3c27a", "uid": 4821}


async def main():
    uid = (await ask("/perfil", 0.2))["uid"]
    print(await asyncio.gather(ask(f"/compras/{uid}", 0.3), ask(f"/sugerencias/{uid}", 0.3)))


asyncio.run(main())
