# expect: nothing
# service: kitchen
# looks-like: lock-around-the-wait pool-too-small await-in-loop
import asyncio, os, aiohttp
puertas = asyncio.Semaphore(4)
async def una(s, n):
    async with puertas, s.get(f"/n{n}?ms=60") as r: return r.status
async def main():
    async with aiohttp.ClientSession(os.environ["COCINA"]) as s:
        print(set(await asyncio.gather(*(una(s, n) for n in range(12)))))
asyncio.run(main())
