import asyncio
import hashlib


async def dish(n):
    await asyncio.sleep(0.2)
    return hashlib.sha256(f"/plato/{n}".encode()).hexdigest()[:6]


async def main():
    seals = await asyncio.gather(*(dish(n) for n in range(1, 21)))
    print("/cuenta/" + "-".join(seals))


asyncio.run(main())
