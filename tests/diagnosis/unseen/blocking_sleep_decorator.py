# expect: blocking-sleep@10
# why: the pause hides in a decorator round a coroutine
import asyncio, functools, time


def throttled(seconds):
    def decorate(fn):
        @functools.wraps(fn)
        async def inner(*args):
            time.sleep(seconds)
            return await fn(*args)

        return inner

    return decorate


@throttled(0.12)
async def quote(symbol):
    await asyncio.sleep(0.02)
    return symbol, 10.0


async def main():
    portfolio = {}
    for result in await asyncio.gather(*(quote(s) for s in ("AAA", "BBB", "CCC"))):
        portfolio.update([result])
    print(portfolio)


if __name__ == "__main__":
    asyncio.run(main())
