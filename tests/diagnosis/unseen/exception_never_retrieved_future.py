# expect: exception-never-retrieved@10|exception-never-retrieved@15
# allow: task-dropped
import asyncio

jobs = []

async def convert(f):
    await asyncio.sleep(.05)
    if not f.endswith(".png"):
        raise ValueError(f)
    return f

async def main():
    for f in ("a.png", "b.txt"):
        jobs.append(asyncio.create_task(convert(f)))
    while not all(j.done() for j in jobs):
        await asyncio.sleep(.05)
    print("converted", len(jobs))

asyncio.run(main())
