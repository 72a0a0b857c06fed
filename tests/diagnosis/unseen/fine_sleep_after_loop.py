# expect: nothing
# looks-like: blocking-sleep
import asyncio, time

async def cook(): await asyncio.sleep(.1); return "stew"

def serve(d):
    time.sleep(.15)      # carrying it to the table, the loop is long gone
    return f"{d} served"

print(serve(asyncio.run(cook())))
