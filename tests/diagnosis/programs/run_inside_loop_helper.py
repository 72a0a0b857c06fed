# expect: run-inside-loop@13
# exit: 1
# allow: never-awaited
import asyncio


async def read_sensor(name):
    await asyncio.sleep(0.05)
    return 20.5


def average(names):
    readings = [asyncio.run(read_sensor(name)) for name in names]
    return sum(readings) / len(readings)


async def report():
    await asyncio.sleep(0.15)
    print("average:", average(["north", "south"]))


asyncio.run(report())
