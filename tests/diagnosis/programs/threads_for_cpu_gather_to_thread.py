# expect: threads-for-cpu@18
import asyncio


def collatz(limit):
    longest = 0
    for start in range(1, limit):
        steps, number = 0, start
        while number != 1:
            number = number // 2 if number % 2 == 0 else 3 * number + 1
            steps += 1
        longest = max(longest, steps)
    return longest


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(asyncio.to_thread(collatz, 14_000 + n)) for n in range(3)]
    print([task.result() for task in tasks])


asyncio.run(main())
