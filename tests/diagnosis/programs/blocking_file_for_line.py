# expect: blocking-file@18
import asyncio
import os
import threading
import time


def writer(path):
    with open(path, "w", buffering=1) as out:
        for number in range(3):
            time.sleep(0.1)
            out.write(f"{number}\n")


async def total(path):
    found = 0
    with open(path) as lines:
        for line in lines:
            found += int(line)
    return found


async def main():
    os.mkfifo("/tmp/lines")
    threading.Thread(target=writer, args=("/tmp/lines",)).start()
    print(await asyncio.gather(total("/tmp/lines"), asyncio.sleep(0.1)))


asyncio.run(main())
