# expect: cancellation-swallowed@9|cancellation-swallowed@10
import asyncio

async def worker(box):
    for n in range(6):
        try:
            await asyncio.sleep(0.1)
            box.append(n)
        except BaseException as error:
            print("ignored", type(error).__name__)

async def main():
    box = []
    w = asyncio.create_task(worker(box))
    await asyncio.sleep(.15)
    w.cancel()
    await w
    print(box)

asyncio.run(main())
