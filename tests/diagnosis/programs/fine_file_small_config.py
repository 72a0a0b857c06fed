# expect: nothing
# looks-like: blocking-file
import asyncio
import json
import tempfile


async def save(path, settings):
    with open(path, "w") as out:
        json.dump(settings, out)


async def load(path):
    with open(path) as inp:
        return json.load(inp)


async def main():
    path = tempfile.mktemp()
    await save(path, {"tables": 12, "open": True})
    await asyncio.sleep(0.1)
    print(await load(path))


asyncio.run(main())
