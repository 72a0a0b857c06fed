# expect: nothing
# looks-like: blocking-wait
import asyncio
import threading


async def remote():
    await asyncio.sleep(0.15)
    return 5


def asker(loop, out):
    out.append(asyncio.run_coroutine_threadsafe(remote(), loop).result())


async def main():
    out = []
    thread = threading.Thread(target=asker, args=(asyncio.get_running_loop(), out))
    thread.start()
    await asyncio.sleep(0.2)
    thread.join()
    print(out)


asyncio.run(main())
