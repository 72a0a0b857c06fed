# expect: nothing
# looks-like: run-inside-loop blocking-wait
import anyio
from anyio import from_thread, to_thread

async def pregunta(x):
    await anyio.sleep(.1)
    return x * 2

def en_hilo():
    return from_thread.run(pregunta, 21)

async def main(): print(await to_thread.run_sync(en_hilo))
anyio.run(main)
