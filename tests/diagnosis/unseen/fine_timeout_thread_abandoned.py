# expect: nothing
# looks-like: timeout-cannot-fire
# why: the limit fires in time; the thread finishes on its own, as is known
import asyncio, time

def legado(): time.sleep(.3)

async def main():
    try:
        await asyncio.wait_for(asyncio.to_thread(legado), .15)
    except asyncio.TimeoutError:
        print("seguimos sin él")

asyncio.run(main())
