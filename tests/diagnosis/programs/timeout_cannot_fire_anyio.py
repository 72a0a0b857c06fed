# expect: timeout-cannot-fire@12
import anyio

LIMIT = 0.1


def total(limit):
    return sum(number * number % 7 for number in range(limit))


async def main():
    with anyio.move_on_after(LIMIT) as scope:
        await anyio.sleep(0)
        print(total(4_000_000))
    print(scope.cancelled_caught)


anyio.run(main)
