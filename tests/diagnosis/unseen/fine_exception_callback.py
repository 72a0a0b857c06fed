# expect: nothing
# looks-like: exception-never-retrieved task-dropped
import asyncio
vivas = set()
def avisa(t):
    vivas.discard(t)
    if not t.cancelled() and t.exception(): print("falló:", t.exception())
async def rompe(): await asyncio.sleep(.05); raise OSError("cable")
async def main():
    t = asyncio.create_task(rompe()); vivas.add(t); t.add_done_callback(avisa)
    await asyncio.sleep(.15)
asyncio.run(main())
