# expect: nothing
# looks-like: polling
import asyncio


async def heartbeat(stop, beats):
    while not stop.is_set():
        beats.append(len(beats))
        try:
            await asyncio.wait_for(stop.wait(), timeout=0.05)
        except TimeoutError:
            pass


async def main():
    stop, beats = asyncio.Event(), []
    beating = asyncio.create_task(heartbeat(stop, beats))
    await asyncio.sleep(0.3)
    stop.set()
    await beating
    print(len(beats) > 2)


asyncio.run(main())
