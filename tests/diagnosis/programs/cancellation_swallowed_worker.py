# expect: cancellation-swallowed@10|cancellation-swallowed@11
import asyncio


async def obrero():
    vueltas = 0
    while vueltas < 8:
        try:
            await asyncio.sleep(0.08)
        except asyncio.CancelledError:
            print("no me da la gana")
        vueltas += 1
    return vueltas


async def main():
    tarea = asyncio.create_task(obrero())
    await asyncio.sleep(0.1)
    tarea.cancel()
    print("paró tras", await tarea)


asyncio.run(main())
