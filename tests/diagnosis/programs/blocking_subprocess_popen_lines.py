# expect: blocking-subprocess@12
import asyncio
import subprocess
import sys

CODE = "import time\nfor n in range(3):\n    time.sleep(0.1)\n    print(n, flush=True)"


async def follow():
    seen = []
    with subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            seen.append(line.strip())
    return seen


async def main():
    print(await asyncio.gather(follow(), asyncio.sleep(0.1)))


asyncio.run(main())
