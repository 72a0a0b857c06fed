# expect: nothing
# looks-like: context-follows-everywhere
import asyncio, contextvars, time
traza = contextvars.ContextVar("traza")
def apunta(x): time.sleep(.15); return traza.get(), x
async def main():
    traza.set("t-17")
    ctx = contextvars.copy_context()
    print(await asyncio.get_running_loop().run_in_executor(None, ctx.run, apunta, "a"))
asyncio.run(main())
