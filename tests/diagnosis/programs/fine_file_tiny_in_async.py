# expect: nothing
# looks-like: blocking-file
import asyncio
import json
from pathlib import Path


async def settings():
    path = Path("/tmp/settings.json")
    path.write_text(json.dumps({"size": 3}))
    return json.loads(path.read_text())["size"]


async def main():
    print(await asyncio.gather(settings(), asyncio.sleep(0.1)))


asyncio.run(main())
