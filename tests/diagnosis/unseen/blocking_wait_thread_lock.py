# expect: blocking-wait@9
# why: a thread holds the lock for a while, and the loop stands still until it lets go
import asyncio, threading, time
L = threading.Lock()
def slow_owner():
    with L:
        time.sleep(.3)
async def quick(i):
    L.acquire()
    try:
        return i
    finally:
        L.release()
async def ticks():
    for _ in range(5): await asyncio.sleep(.02)
    return "ticks"
async def main():
    threading.Thread(target=slow_owner).start()
    await asyncio.sleep(.03)
    print(await asyncio.gather(quick(1), ticks()))
asyncio.run(main())
