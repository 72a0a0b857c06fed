import asyncio


async def at_once():
    return 1


async def later():
    await asyncio.sleep(0.01)


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    first, second = asyncio.create_task(at_once()), asyncio.create_task(later())
    assert first.done()
    await second


asyncio.run(main())
