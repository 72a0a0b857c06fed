# expect: cancellation-swallowed@9
import asyncio


async def upload(part):
    gate = asyncio.get_running_loop().create_future()
    try:
        await asyncio.shield(gate)
    except asyncio.CancelledError:
        print("not yet")
        await asyncio.sleep(0.15)
    return part


async def main():
    try:
        print(await asyncio.wait_for(upload(1), timeout=0.1))
    except TimeoutError:
        print("gave up")


asyncio.run(main())
