# expect: polling@14|polling@18
# why: the loop or the sleep in it, as for all polling; the label first named the sleep alone
import asyncio


async def render():
    await asyncio.sleep(0.35)
    return "frame"


async def main():
    job = asyncio.create_task(render())
    checks = 0
    while True:
        if job.done():
            break
        checks += 1
        await asyncio.sleep(0.001)
    print(job.result(), checks > 10)


asyncio.run(main())
