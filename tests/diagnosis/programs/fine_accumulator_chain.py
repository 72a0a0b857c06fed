# expect: nothing
# looks-like: await-in-loop
import asyncio
import hashlib


async def firma(anterior, bloque):
    await asyncio.sleep(0.06)
    return hashlib.sha1((anterior + bloque).encode()).hexdigest()


async def cadena(bloques):
    sello = "0"
    for bloque in bloques:
        sello = await firma(sello, bloque)
    return sello


print(asyncio.run(cadena(["uno", "dos", "tres", "cuatro"]))[:8])
