import asyncio
import subprocess
import sys

CHILD = "import os, sys; print('PARRILLA_TRACE' in os.environ, 'PYTHONPATH' in os.environ, any('tracer' in p for p in sys.path))"


async def main():
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", CHILD)
    await child.wait()


subprocess.run([sys.executable, "-c", CHILD], check=True)
subprocess.run(["sh", "-c", "exit 3"], check=False)
asyncio.run(main())
