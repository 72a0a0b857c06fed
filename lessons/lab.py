"""The FastAPI lab: one app written in several ways, each under the same crowd, whose size the learner chooses.

A run keeps only its context, from which its job must be made again after a lost queue. So a context tells the size,
`lab:60`, and in how many seconds they come where they do not come all at once, `lab:60:2`. Everything else stands in
the lab's content file.
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
SPREAD_S: Final = 2
"""In so many seconds they come who come one after another: twenty are just what is served one by one meanwhile."""

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


def context_of(users: int, seconds: int = 0) -> str:
    """`seconds`: in how many they come; 0 is all at once."""
    return f"{LAB}:{users}:{seconds}" if seconds else f"{LAB}:{users}"


def users_of(lab: Race) -> int:
    return int(lab.setup.load[0]["users"])


def with_crowd(lab: Race, crowd: str) -> Race:
    """The lab under another crowd, as a context writes it. Raises UnknownCrowd."""
    numbers = [int(part) if part.isascii() and part.isdecimal() else -1 for part in crowd[:8].split(":")]
    users, seconds = [*numbers, 0][:2]
    context = context_of(users, seconds)
    if users not in USERS or seconds not in (0, SPREAD_S) or context != f"{LAB}:{crowd}":
        raise UnknownCrowd(crowd)
    load = ({**lab.setup.load[0], "users": users, "over_ms": 1000 * seconds},)
    return replace(lab, setup=replace(lab.setup, context=context, load=load))
