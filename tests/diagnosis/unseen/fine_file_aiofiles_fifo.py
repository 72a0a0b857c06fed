# expect: nothing
# looks-like: blocking-file
import asyncio, os, threading, time
import aiofiles

F = "/tmp/meter"

def meter():
    with open(F, "w") as f:
        time.sleep(.2)
        print("88.4", file=f)

async def read():
    async with aiofiles.open(F) as f:
        return (await f.read()).strip()

async def main():
    os.mkfifo(F)
    threading.Thread(target=meter).start()
    print(await asyncio.gather(read(), asyncio.sleep(.1)))

asyncio.run(main())
