# expect: await-in-loop@14|coroutine-is-a-promise@14
import asyncio


async def fetch(page):
    await asyncio.sleep(0.09)
    return page * 10


async def main():
    coroutines = [fetch(page) for page in range(4)]
    answers = []
    for coroutine in coroutines:
        answers.append(await coroutine)
    print(answers)


asyncio.run(main())
