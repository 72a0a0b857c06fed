# expect: nothing
# looks-like: await-in-loop polling sequential-awaits
# why: a conversation: each answer is to what came before
import asyncio

async def oraculo(entra, sale):
    while (p := await entra.get()) is not None:
        await asyncio.sleep(.04)
        await sale.put(f"¿por qué {p}?")

async def main():
    ida, vuelta = asyncio.Queue(1), asyncio.Queue(1)
    o = asyncio.create_task(oraculo(ida, vuelta))
    dicho = "llueve"
    for _ in range(3):
        await ida.put(dicho)
        dicho = await vuelta.get()
        print(dicho)
    await ida.put(None)
    await o

asyncio.run(main())
