# expect: blocking-subprocess@8
# twin: fine_subprocess_exec.py
import asyncio
import subprocess


async def comprime(nombre):
    subprocess.run(["sleep", "0.2"], check=True)
    return nombre + ".gz"


async def main():
    print(await asyncio.gather(comprime("enero"), comprime("febrero")))


asyncio.run(main())
