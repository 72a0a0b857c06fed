# expect: blocking-sleep@84
# why: one pause of the wrong kind in a long program that does all the rest rightly
import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field

AISLES = ("north", "south", "east")


@dataclass(order=True)
class Order:
    priority: int
    number: int = field(compare=False)
    lines: dict = field(compare=False, default_factory=dict)

    def pieces(self):
        return sum(self.lines.values())


class Stock:
    """What lies on the shelves. No await between looking and taking, so nobody gets in between."""

    def __init__(self):
        self.units = Counter({"nail": 500, "screw": 400, "hinge": 60})

    def take(self, lines):
        if any(self.units[sku] < n for sku, n in lines.items()):
            return False
        self.units.subtract(lines)
        return True


class Scanner:
    """The hand scanner of an aisle."""

    def __init__(self, aisle):
        self.aisle = aisle
        self.scanned = 0

    async def scan(self, sku):
        await asyncio.sleep(0.005)
        self.scanned += 1
        return f"{self.aisle}-{sku}"


class Printer:
    """One label printer for all; prints one label at a time."""

    def __init__(self):
        self.turn = asyncio.Lock()
        self.labels = []

    async def label(self, order):
        async with self.turn:
            self.labels.append(order.number)
            await asyncio.sleep(0.002)


class Picker:
    def __init__(self, name, stock, scanner, printer):
        self.name = name
        self.stock = stock
        self.scanner = scanner
        self.printer = printer
        self.done = []
        self.refused = []

    async def walk(self, queue):
        while True:
            order = await queue.get()
            try:
                await self.pick(order)
            finally:
                queue.task_done()

    async def pick(self, order):
        if not self.stock.take(order.lines):
            self.refused.append(order.number)
            return
        await asyncio.gather(*(self.scanner.scan(sku) for sku in order.lines))
        # The belt needs a moment to come round.
        time.sleep(0.04)
        await self.printer.label(order)
        self.done.append(order.number)


def orders(how_many):
    dice = random.Random(5)
    for number in range(how_many):
        lines = {sku: dice.randint(1, 9) for sku in dice.sample(["nail", "screw", "hinge"], 2)}
        yield Order(dice.randint(1, 3), number, lines)


async def main():
    stock, printer = Stock(), Printer()
    queue = asyncio.PriorityQueue()
    for order in orders(12):
        queue.put_nowait(order)
    pickers = [Picker(f"picker {aisle}", stock, Scanner(aisle), printer) for aisle in AISLES]
    walking = [asyncio.create_task(picker.walk(queue)) for picker in pickers]
    await queue.join()
    for task in walking:
        task.cancel()
    await asyncio.gather(*walking, return_exceptions=True)
    for picker in pickers:
        print(picker.name, "picked", len(picker.done), "refused", len(picker.refused))
    print("labels:", len(printer.labels))


if __name__ == "__main__":
    asyncio.run(main())
