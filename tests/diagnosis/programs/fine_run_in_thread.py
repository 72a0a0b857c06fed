# expect: nothing
# looks-like: run-inside-loop
# why: the thread has no loop of its own until asyncio.run makes it one
import asyncio
import threading


async def job(n):
    await asyncio.sleep(0.15)
    return n


def in_thread(out):
    out.append(asyncio.run(job(7)))


out = []
t = threading.Thread(target=in_thread, args=(out,))
t.start()
t.join()
print(out)
