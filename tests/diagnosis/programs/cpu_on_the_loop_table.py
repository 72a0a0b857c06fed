# expect: cpu-on-the-loop@7|cpu-on-the-loop@10|cpu-on-the-loop@16|block-hidden-in-helper@16
import asyncio


def distance(a, b):
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (x != y)))
        rows.append(row)
    return rows[-1][-1]


async def compare(a, b):
    return distance(a * 70, b * 70)


async def pings(times):
    for _ in range(10):
        await asyncio.sleep(0.02)
        times.append(asyncio.get_running_loop().time())


async def main():
    times = []
    pinger = asyncio.create_task(pings(times))
    await asyncio.sleep(0.05)
    print(await compare("concurrent", "currently"))
    await pinger
    print("longest silence", round(max(b - a for a, b in zip(times, times[1:])), 2))


asyncio.run(main())
