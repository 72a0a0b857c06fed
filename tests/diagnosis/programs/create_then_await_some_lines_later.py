# expect: create-then-await@13|create-then-await@16
import asyncio


async def render(page):
    await asyncio.sleep(0.12)
    return f"<p>{page}</p>"


async def main():
    first = asyncio.create_task(render(1))
    print("rendering the first")
    print(await first)
    second = asyncio.create_task(render(2))
    print("rendering the second")
    print(await second)


asyncio.run(main())
