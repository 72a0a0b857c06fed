# expect: nothing
# looks-like: blocking-wait
import asyncio, time
from concurrent.futures import ThreadPoolExecutor

def f(n): time.sleep(.15); return n+1

async def main():
    loop, out, ex = asyncio.get_running_loop(), asyncio.Queue(), ThreadPoolExecutor(2)
    for n in (1, 2):
        ex.submit(f, n).add_done_callback(lambda r: loop.call_soon_threadsafe(out.put_nowait, r.result()))
    print(sorted([await out.get(), await out.get()]))
    ex.shutdown(wait=False)

asyncio.run(main())
