import asyncio


async def main():
    await asyncio.sleep(0.9)
    print({"turno": 417, "listo": True, "sello": "90b1f3c27a"})


asyncio.run(main())
