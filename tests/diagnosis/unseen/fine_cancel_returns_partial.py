# expect: nothing
# looks-like: cancellation-swallowed
# why: catches an ordinary error only; the cancellation passes
import asyncio
async def lee():
    try:
        await asyncio.sleep(2)
    except Exception:
        print("nunca")
async def main():
    t = asyncio.create_task(lee())
    await asyncio.sleep(.15)
    t.cancel()
    r = await asyncio.gather(t, return_exceptions=True)
    print(type(r[0]).__name__)
asyncio.run(main())
