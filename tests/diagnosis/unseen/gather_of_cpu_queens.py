# expect: gather-of-cpu@11|gather-of-cpu@12|gather-of-cpu@13|gather-of-cpu@14|gather-of-cpu@17|gather-of-cpu@21
import asyncio


async def queens(n: int) -> int:
    def place(row: int, cols: int, left: int, right: int) -> int:
        if row == n:
            return 1
        found = 0
        free = ~(cols | left | right) & ((1 << n) - 1)
        while free:
            bit = free & -free
            free ^= bit
            found += place(row + 1, cols | bit, (left | bit) << 1, (right | bit) >> 1)
        return found

    return place(0, 0, 0, 0)


async def main() -> None:
    boards = await asyncio.gather(queens(10), queens(11), queens(10), queens(10))
    print(boards)


asyncio.run(main())
