# expect: nothing
# looks-like: destroyed-pending left-behind
import asyncio, gc
async def cruza(f): await f; print("cruzada")
async def main():
    f = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(cruza(f))
    await asyncio.sleep(.1); gc.collect()
    f.set_result(None)
    await t
asyncio.run(main())
