# expect: blocking-subprocess@10
import asyncio
import subprocess


class Build:
    async def run(self, seconds):
        child = subprocess.Popen(["sleep", str(seconds)])
        print("building")
        code = child.wait()
        return code


async def main():
    print(await asyncio.gather(Build().run(0.15), Build().run(0.15)))


asyncio.run(main())
