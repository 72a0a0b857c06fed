# expect: blocking-file@9
import asyncio, os, pathlib, subprocess
tubo = pathlib.Path("/tmp/tubo"); os.mkfifo(tubo)
# el otro extremo escribe cuando puede
subprocess.Popen(["sh", "-c", "sleep 0.25; echo 42 > /tmp/tubo"])
async def latido():
    for _ in range(4): await asyncio.sleep(.03)
async def dato():
    return tubo.read_text().strip()
async def todo():
    r = await asyncio.gather(dato(), latido())
    print(r[0])
asyncio.run(todo())
