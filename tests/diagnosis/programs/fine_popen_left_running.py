# expect: nothing
# looks-like: blocking-subprocess
import asyncio
import subprocess


async def main():
    child = subprocess.Popen(["sleep", "0.1"])
    await asyncio.sleep(0.2)
    print(child.poll())


asyncio.run(main())
