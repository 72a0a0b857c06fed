# expect: sequential-awaits@12
# why: two operands of one expression wait one after the other; no statement shows it
import asyncio


async def saldo(cuenta):
    await asyncio.sleep(0.2)
    return {"corriente": 120, "ahorro": 900}[cuenta]


async def main():
    total = await saldo("corriente") + await saldo("ahorro")
    print(f"total {total} €")


asyncio.run(main())
