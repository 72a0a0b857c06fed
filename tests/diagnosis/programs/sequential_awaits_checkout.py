# expect: sequential-awaits@54|sequential-awaits@55
# why: the two look-ups need nothing of each other; what follows needs both, and is rightly in line
import asyncio
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Item:
    sku: str
    units: int


@dataclass(frozen=True)
class Receipt:
    customer: str
    total: float
    code: str


class Catalogue(Protocol):
    async def prices(self) -> dict[str, float]: ...


class SlowCatalogue:
    def __init__(self) -> None:
        self.looked_up = 0

    async def prices(self) -> dict[str, float]:
        self.looked_up += 1
        await asyncio.sleep(0.22)
        return {"mug": 7.5, "plate": 4.0, "bowl": 5.25}


class Customers:
    async def discount(self, name: str) -> float:
        await asyncio.sleep(0.2)
        return 0.1 if name == "ann" else 0.0


class Bank:
    async def charge(self, name: str, amount: float) -> str:
        await asyncio.sleep(0.1)
        return f"{name[:1].upper()}{int(amount * 100):06}"


class Checkout:
    def __init__(self, catalogue: Catalogue, customers: Customers, bank: Bank) -> None:
        self.catalogue = catalogue
        self.customers = customers
        self.bank = bank

    async def pay(self, name: str, items: list[Item]) -> Receipt:
        prices = await self.catalogue.prices()
        discount = await self.customers.discount(name)
        gross = sum(prices[item.sku] * item.units for item in items)
        total = round(gross * (1 - discount), 2)
        code = await self.bank.charge(name, total)
        return Receipt(name, total, code)


async def main() -> None:
    checkout = Checkout(SlowCatalogue(), Customers(), Bank())
    receipt = await checkout.pay("ann", [Item("mug", 2), Item("bowl", 4)])
    print(f"{receipt.customer} pays {receipt.total:.2f}, code {receipt.code}")


if __name__ == "__main__":
    asyncio.run(main())
