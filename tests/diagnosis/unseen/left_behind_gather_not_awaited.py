# expect: left-behind@10
# allow: never-awaited task-dropped exception-never-retrieved
import asyncio

async def sync_photos(album):
    await asyncio.sleep(.5)
    print("synced", album)

async def main():
    pending = asyncio.gather(sync_photos("july"), sync_photos("august"))
    await asyncio.sleep(.15)
    print("bye", pending.done())

asyncio.run(main())
