# expect: cpu-on-the-loop@8
import asyncio
import hashlib


async def registrar(usuario, clave):
    print("registrando", usuario)
    huella = hashlib.pbkdf2_hmac("sha256", clave.encode(), usuario.encode(), 400_000)
    await asyncio.sleep(0.01)
    return huella.hex()[:8]


async def latido():
    for _ in range(6):
        await asyncio.sleep(0.02)
    print("sigo vivo")


async def main():
    pulso = asyncio.create_task(latido())
    print(await registrar("ana", "tortilla"))
    await pulso


asyncio.run(main())
