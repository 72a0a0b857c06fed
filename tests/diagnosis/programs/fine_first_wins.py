# expect: nothing
# looks-like: left-behind failures-ignored
import asyncio


async def mirror(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    racing = {asyncio.create_task(mirror(n, s)) for n, s in (("fast", 0.15), ("slow", 0.6), ("slower", 0.8))}
    done, losing = await asyncio.wait(racing, return_when=asyncio.FIRST_COMPLETED)
    for task in losing:
        task.cancel()
    await asyncio.gather(*losing, return_exceptions=True)
    print(done.pop().result())


asyncio.run(main())
