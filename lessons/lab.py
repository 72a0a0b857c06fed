"""The FastAPI lab: one app written in several ways, each under the same crowd, whose size the learner chooses.

A run keeps only its context, from which its job must be made again after a lost queue. So a context tells the size:
`lab:60`. Everything else stands in the lab's content file.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from lessons.documents import read_document
from lessons.race import Race, read_race

LAB: Final = "lab"
USERS: Final = range(1, 201)
"""How many may come at once."""
SPOTS: Final = (1, 20, 40, 41, 60, 200)
"""Sizes worth a look: the pool holds forty, and the forty-first is the first to queue."""

LETTERS: Final = "ABCD"
"""The lessons that are about what happens here: they lead here, and back."""


class UnknownCrowd(LookupError):
    """It is no size on offer, or is not written as `context_of` writes it."""


def read_lab(content: Path) -> Race:
    """The race with the crowd its file tells, whose size stands in its context. Raises ContentError."""
    document = read_document(content / "lab" / "race.yaml", "race")
    raw = document.data
    crowds = [phase.get("users") for phase in raw.get("load", ())]
    if len(crowds) != 1 or crowds[0] not in USERS or not raw["load"][0].get("bystander"):
        raise document.error("the lab needs one crowd, of a size on offer, and a bystander", "load")
    return read_race(document, context_of(crowds[0]), raw, document.file.parent)


def context_of(users: int) -> str:
    return f"{LAB}:{users}"


def users_of(lab: Race) -> int:
    return int(lab.setup.load[0]["users"])


def with_users(lab: Race, users: str) -> Race:
    """The lab under a crowd of another size, as a context writes it. Raises UnknownCrowd."""
    size = int(users) if users.isascii() and users.isdecimal() and len(users) <= len(str(USERS[-1])) else 0
    if size not in USERS or str(size) != users:
        raise UnknownCrowd(users)
    load = ({**lab.setup.load[0], "users": size},)
    return replace(lab, setup=replace(lab.setup, context=context_of(size), load=load))
