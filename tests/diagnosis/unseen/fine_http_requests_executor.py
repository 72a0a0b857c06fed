# expect: nothing
# service: kitchen
# looks-like: blocking-http pool-too-small
import asyncio, os, requests
from concurrent.futures import ThreadPoolExecutor

U = os.environ["KITCHEN"]

async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(10) as tp:
        fs = [loop.run_in_executor(tp, requests.get, f"{U}/x{i}?ms=150") for i in range(10)]
        rs = await asyncio.gather(*fs)
    print({r.status_code for r in rs})

asyncio.run(main())
