# expect: destroyed-pending@11|left-behind@11
# allow: left-behind task-dropped
import asyncio


async def refresh():
    await asyncio.sleep(5)


loop = asyncio.new_event_loop()
task = loop.create_task(refresh())
loop.run_until_complete(asyncio.sleep(0.1))
del task
loop.close()
