# expect: cpu-on-the-loop@11|cpu-on-the-loop@12|cpu-on-the-loop@18|block-hidden-in-helper@18
import asyncio


class Matrix:
    def __init__(self, size):
        self.size = size

    def determinant(self):
        total = 0
        for row in range(self.size):
            for column in range(self.size):
                total += (row * column) % 7
        return total


async def solve(size):
    return Matrix(size).determinant()


async def beat():
    for _ in range(5):
        await asyncio.sleep(0.02)


async def main():
    print((await asyncio.gather(solve(1_300), beat()))[0])


asyncio.run(main())
