# expect: nothing
# looks-like: gather-of-one create-then-await
import asyncio


async def mirror(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    racing = {asyncio.create_task(mirror(name, 0.1 + 0.05 * place)) for place, name in enumerate("abc")}
    done, late = await asyncio.wait(racing, return_when=asyncio.FIRST_COMPLETED)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    print(done.pop().result())


asyncio.run(main())
