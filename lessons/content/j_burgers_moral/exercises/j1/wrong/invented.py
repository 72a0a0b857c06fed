import asyncio


async def serve(n):
    await asyncio.sleep(1)
    return {"ruta": f"/mesa/{n}", "sello": "90b1f3c27a"}


async def main():
    print(len(await asyncio.gather(*(serve(n) for n in range(1, 501)))))


asyncio.run(main())
