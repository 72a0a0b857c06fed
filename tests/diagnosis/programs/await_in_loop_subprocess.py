# expect: await-in-loop@11|await-in-loop@14
import asyncio
import sys

SCRIPT = "import sys, time; time.sleep(0.1); print(sys.argv[1])"


async def main():
    lines = []
    for name in ("uno", "dos", "tres"):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", SCRIPT, name, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await process.communicate()
        lines.append(out.decode().strip())
    print(lines)


asyncio.run(main())
