# expect: nothing
# looks-like: blocking-subprocess
import asyncio
import subprocess


async def nap(seconds):
    return await asyncio.to_thread(subprocess.run, ["sleep", str(seconds)], check=True)


async def main():
    print(len(await asyncio.gather(nap(0.15), nap(0.15))))


asyncio.run(main())
