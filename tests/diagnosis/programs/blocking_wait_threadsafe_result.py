# expect: blocking-wait@20
import asyncio
import threading


def other_loop(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


async def remote():
    await asyncio.sleep(0.25)
    return 5


async def main():
    loop = asyncio.new_event_loop()
    threading.Thread(target=other_loop, args=(loop,), daemon=True).start()
    answer = asyncio.run_coroutine_threadsafe(remote(), loop)
    print(answer.result())
    loop.call_soon_threadsafe(loop.stop)


asyncio.run(main())
