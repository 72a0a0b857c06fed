"""Orders: the kitchen takes one, gives a number for it, shows the number when it is ready, and hands it over.

    POST /pedido               {"turno": n} at once; cooking has begun
    GET  /turno/{n}            the screen: answered when n is ready
    GET  /turno/{n}?espera=0   answered at once: 202 and `listo` false, or 200 and true
    POST /recoge/{n}           hands it over; 409 while it cooks

Cooking takes its time in the program's own: what the program waited for a core does not count, so that on a busy
machine as much can be done meanwhile as on an idle one. Numbers begin at random: one that was not given is not known.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sandbox.inside.services import message
from sandbox.inside.services.pace import LOOK_SECONDS, Pace, Patience

MOST: Final = 500
"""Orders a kitchen takes in a run; it says 429 to further ones."""
LONGEST_COOKING: Final = 4.0
"""Seconds after which an order is ready on any machine. httpx gives up after 5 unless told."""
FIRST: Final = (100, 900)

Answer = tuple[int, dict[str, Any]]


@dataclass(slots=True)
class Order:
    """Moments are seconds of the monotonic clock."""

    number: int
    placed: float
    patience: Patience
    ready: float | None = None
    starved: float = 0.0
    """The program's seconds without a core, of all its life, when this was ready."""
    collected: float | None = None
    stood: float | None = None
    """Seconds from ready to collected in the program's own time."""


class Orders:
    def __init__(self, cook_ms: float, pace: Pace) -> None:
        self.cook = cook_ms / 1000
        self.pace = pace
        self.next = random.randint(*FIRST)  # noqa: S311 - drawn per run, no secret
        self.all: dict[int, Order] = {}

    def answer(self, path: str, query: str) -> Answer | None:
        """Status and what stands in the body; None where the path is none of these. Raises BadMessage."""
        what, _, number = path.strip("/").partition("/")
        if what == "pedido" and not number:
            return self._place()
        if what not in ("turno", "recoge"):
            return None
        order = self._find(number)
        if order is None:
            return 404, {"error": "no hay tal turno"}
        if what == "recoge":
            return self._hand_over(order)
        if order.ready is None and message.fields(query).get("espera") == ["0"]:
            return 202, {"turno": order.number, "listo": False}
        return 200, {"turno": order.number, "listo": True}

    def cooking(self, path: str) -> bool:
        """Whether who watches this screen has to wait on."""
        what, _, number = path.strip("/").partition("/")
        order = self._find(number) if what == "turno" else None
        return order is not None and order.ready is None

    def _find(self, number: str) -> Order | None:
        return self.all.get(int(number)) if number.isascii() and number.isdigit() and len(number) < 9 else None

    def _place(self) -> Answer:
        if len(self.all) >= MOST:
            return 429, {"error": "demasiados pedidos"}
        order = Order(self.next, time.monotonic(), Patience(self.pace, self.cook, LONGEST_COOKING))
        self.all[order.number] = order
        self.next += 1
        asyncio.get_running_loop().call_later(self.cook, self._look, order)
        return 200, {"turno": order.number}

    def _look(self, order: Order) -> None:
        if order.patience.over:
            order.ready, order.starved = time.monotonic(), self.pace.starved
        else:
            asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look, order)

    def _hand_over(self, order: Order) -> Answer:
        if order.ready is None:
            return 409, {"error": "todavía se cocina"}
        if order.collected is None:
            self.pace.look()
            order.collected = time.monotonic()
            own = order.collected - order.ready - (self.pace.starved - order.starved)
            order.stood = max(0.0, own)
        return 200, {"turno": order.number}

    def report(self, moment: Callable[[float], float]) -> list[list[Any]]:
        """The fields of `sandbox.evidence.Order`, in the order in which they were placed."""
        return [
            [
                order.number,
                moment(order.placed),
                None if order.ready is None else moment(order.ready),
                None if order.collected is None else moment(order.collected),
                None if order.stood is None else round(order.stood * 1000, 3),
            ]
            for order in self.all.values()
        ]
