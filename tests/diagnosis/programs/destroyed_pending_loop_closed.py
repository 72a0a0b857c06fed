# expect: destroyed-pending@12|left-behind@12
# allow: left-behind task-dropped
import asyncio


async def ship(parcel):
    await asyncio.sleep(0.5)
    print("shipped", parcel)


async def main(loop):
    loop.create_task(ship("books"))
    await asyncio.sleep(0.15)
    print("shop closed")


loop = asyncio.new_event_loop()
loop.run_until_complete(main(loop))
loop.close()
