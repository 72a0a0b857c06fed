# expect: thread-for-nothing@13
# why: a thread for an addition: nothing in it waits, nothing in it computes for long
import asyncio


def suma(a, b):
    return a + b


async def main():
    total = 0
    for n in range(300):
        total = await asyncio.to_thread(suma, total, n)
    await asyncio.sleep(0.1)
    print(total)


asyncio.run(main())
