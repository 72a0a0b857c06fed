# expect: blocking-wait@14
import asyncio
import time
from concurrent import futures


def tile(x: int, y: int) -> str:
    time.sleep(0.2)
    return f"{x},{y}"


async def draw(executor: futures.Executor) -> list[str]:
    pending = [executor.submit(tile, x, y) for x in range(2) for y in range(2)]
    done, _ = futures.wait(pending)
    return sorted(f.result() for f in done)


async def cursor() -> None:
    for _ in range(6):
        await asyncio.sleep(0.02)


async def main() -> None:
    with futures.ThreadPoolExecutor(4) as executor:
        tiles, _ = await asyncio.gather(draw(executor), cursor())
    print(tiles)


asyncio.run(main())
