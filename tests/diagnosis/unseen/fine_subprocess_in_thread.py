# expect: nothing
# looks-like: blocking-subprocess
import asyncio, subprocess

async def main():
    run = lambda s: subprocess.run(["sleep", s], check=True).returncode
    print(await asyncio.gather(*(asyncio.to_thread(run, s) for s in ("0.15", "0.2"))))

asyncio.run(main())
