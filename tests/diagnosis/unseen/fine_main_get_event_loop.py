# expect: nothing
# looks-like: main-never-run run-inside-loop
import asyncio

async def main():
    await asyncio.sleep(.15)
    print("old style, still right")

loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(main())
finally:
    loop.close()
