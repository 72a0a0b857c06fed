# expect: sequential-awaits@13|sequential-awaits@14
import asyncio
import sys


async def tool(code):
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    out, _ = await child.communicate()
    return out.decode().strip()


async def main():
    lint = await tool("import time; time.sleep(0.2); print('clean')")
    tests = await tool("import time; time.sleep(0.2); print('passed')")
    print(lint, tests)


asyncio.run(main())
