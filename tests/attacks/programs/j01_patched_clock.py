# exercise: M2
# Patch every clock and every sleep this process can name.
import asyncio, time
time.sleep = lambda s: None
time.monotonic = time.perf_counter = time.time = lambda: 0.0
async def sleep(s, result=None):
    return result
asyncio.sleep = sleep
print("it took", time.perf_counter())
