# expect: nothing
# looks-like: blocking-sleep called-not-passed block-hidden-in-helper
import functools, time, anyio
from anyio import to_thread

def lento(a, *, b): time.sleep(.18); return a-b

async def main():
    r = await to_thread.run_sync(functools.partial(lento, 9, b=2))
    print(r)
anyio.run(main)
