# expect: nothing
# looks-like: task-dropped never-awaited
import asyncio
async def envia(x): await asyncio.sleep(.1); print("->", x)
async def main():
    async with asyncio.TaskGroup() as g:
        for x in ("uno", "dos"): g.create_task(envia(x))
asyncio.run(main())
