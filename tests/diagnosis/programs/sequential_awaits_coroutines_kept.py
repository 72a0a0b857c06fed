# expect: sequential-awaits@14|coroutine-is-a-promise@14|sequential-awaits@15|coroutine-is-a-promise@15|sequential-awaits@16|coroutine-is-a-promise@16
import asyncio


async def measure(sensor, seconds):
    await asyncio.sleep(seconds)
    return sensor, seconds


async def main():
    kitchen = measure("kitchen", 0.2)
    attic = measure("attic", 0.15)
    cellar = measure("cellar", 0.1)
    print(await kitchen)
    print(await attic)
    print(await cellar)


asyncio.run(main())
