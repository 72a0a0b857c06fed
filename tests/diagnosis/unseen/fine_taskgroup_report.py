# expect: nothing
# looks-like: sequential-awaits
import asyncio


async def table(name: str) -> list[str]:
    await asyncio.sleep(0.2)
    return [name] * 2


async def report() -> dict[str, list[str]]:
    async with asyncio.TaskGroup() as tg:
        parts = {name: tg.create_task(table(name)) for name in ("sales", "stock", "staff")}
    return {name: part.result() for name, part in parts.items()}


print(asyncio.run(report()))
