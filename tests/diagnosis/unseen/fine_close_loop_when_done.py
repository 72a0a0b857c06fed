# expect: nothing
# looks-like: destroyed-pending left-behind
import asyncio
async def ship(p): await asyncio.sleep(.15); print("shipped", p)
loop = asyncio.new_event_loop()
t = loop.create_task(ship("books"))
loop.run_until_complete(t)
loop.close()
