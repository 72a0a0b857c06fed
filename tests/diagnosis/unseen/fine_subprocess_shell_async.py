# expect: nothing
# looks-like: blocking-subprocess sequential-awaits
import asyncio

async def sh(cmd):
    p = await asyncio.create_subprocess_shell(cmd, stdout=asyncio.subprocess.PIPE)
    out, _ = await p.communicate()
    return out.decode().strip()

async def main():
    print(await asyncio.gather(sh("sleep 0.15; echo one"), sh("sleep 0.15; echo two")))

asyncio.run(main())
