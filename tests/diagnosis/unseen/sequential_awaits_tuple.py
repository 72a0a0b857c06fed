# expect: sequential-awaits@13|sequential-awaits@14|sequential-awaits@15
# twin: fine_taskgroup_report.py
import asyncio


async def table(name: str) -> list[str]:
    await asyncio.sleep(0.2)
    return [name] * 2


async def report() -> dict[str, list[str]]:
    return {
        "sales": await table("sales"),
        "stock": await table("stock"),
        "staff": await table("staff"),
    }


print(asyncio.run(report()))
