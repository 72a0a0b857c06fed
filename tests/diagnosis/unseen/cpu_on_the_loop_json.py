# expect: cpu-on-the-loop@12|cpu-on-the-loop@13|cpu-on-the-loop@14|block-hidden-in-helper@12
import asyncio
import json


def invoices(n):
    return {"invoices": [{"id": i, "lines": [{"sku": j, "qty": j % 7} for j in range(20)]} for i in range(n)]}


async def export(n):
    await asyncio.sleep(0.01)
    text = json.dumps(invoices(n), indent=1)
    again = json.loads(text)
    return len(again["invoices"]), len(text)


async def heartbeat(stop):
    beats = 0
    while not stop.is_set():
        beats += 1
        await asyncio.sleep(0.02)
    return beats


async def main():
    stop = asyncio.Event()
    beating = asyncio.create_task(heartbeat(stop))
    print((await export(2_500))[0], "invoices")
    stop.set()
    print("beats:", await beating)


asyncio.run(main())
