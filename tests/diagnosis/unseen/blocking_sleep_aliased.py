# expect: blocking-sleep@6
import asyncio as aio, time as t
pausa = t.sleep
async def w(k):
    for _ in "ab":
        pausa(.09)
        await aio.sleep(.001)
    return k*k
async def m(): print(await aio.gather(*[w(k) for k in (1,2,3)]))
aio.run(m())
