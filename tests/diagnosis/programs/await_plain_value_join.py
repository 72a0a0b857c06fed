# expect: await-plain-value@11
# exit: 1
import asyncio
import threading


async def main():
    thread = threading.Thread(target=print, args=("hi",))
    thread.start()
    await asyncio.sleep(0.1)
    await thread.join()


asyncio.run(main())
