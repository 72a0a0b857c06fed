# expect: nothing
# looks-like: lock-around-the-wait
# why: the lock keeps five from asking for the same thing: one asks, the others find it there
import asyncio
cache = {}
lock = asyncio.Lock()
async def carga(): await asyncio.sleep(.18); return {"iva": 21}
async def config():
    async with lock:
        if "c" not in cache:
            cache["c"] = await carga()
    return cache["c"]
async def main(): print(await asyncio.gather(*(config() for _ in range(5))))
asyncio.run(main())
