# expect: blocking-file@15|blocking-file@16|gather-of-cpu@16|cpu-on-the-loop@16|gather-of-cpu@25
import asyncio
import pathlib

LOG = pathlib.Path("/tmp/app.log")


def make_log():
    line = b"2024-05-01 12:00:00 INFO request served in 12 ms\n"
    LOG.write_bytes(line * 160_000)


async def count_lines(needle):
    hits = 0
    with open(LOG) as log:
        for line in log:
            if needle in line:
                hits += 1
    return hits


async def main():
    make_log()
    needles = ["INFO", "ERROR", "served", "WARN", "request", "DEBUG"]
    print(await asyncio.gather(*map(count_lines, needles)))


asyncio.run(main())
