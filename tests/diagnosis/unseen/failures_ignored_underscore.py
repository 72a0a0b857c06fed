# expect: failures-ignored@10
import asyncio

async def borra(n):
    await asyncio.sleep(.15)
    if n == 3: raise PermissionError(n)

async def main():
    cs = [borra(n) for n in range(5)]
    _ = await asyncio.gather(*cs, return_exceptions=True)
    print("todo borrado")
asyncio.run(main())
