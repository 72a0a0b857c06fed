# expect: gather-of-cpu@8|gather-of-cpu@13
# allow: cpu-on-the-loop
import asyncio
import hashlib


async def digest(chunk):
    return hashlib.scrypt(chunk, salt=b"salt", n=2**14, r=8, p=1).hex()[:6]


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(digest(bytes([n]) * 10)) for n in range(6)]
    print([t.result() for t in tasks])


asyncio.run(main())
