# expect: block-hidden-in-helper@14|blocking-http@23|block-hidden-in-helper@23|block-hidden-in-helper@28
# service: kitchen
import asyncio
import functools
import os
import urllib.request


def retrying(func):
    @functools.wraps(func)
    def again(*args):
        for _ in range(3):
            try:
                return func(*args)
            except OSError:
                continue

    return again


@retrying
def read(path):
    with urllib.request.urlopen(os.environ["KITCHEN"] + path) as answer:
        return answer.status


async def check(path):
    return read(path)


async def main():
    print(await asyncio.gather(check("/a?ms=110"), check("/b?ms=110")))


asyncio.run(main())
