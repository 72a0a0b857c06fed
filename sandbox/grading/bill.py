"""Rules on what a program did with its answers: it tells the kitchen their seals, in one path, and we know them too."""

from __future__ import annotations

from collections import Counter

from sandbox.evidence import Evidence
from sandbox.grading.crowd import OK, seal
from sandbox.grading.rules import NOTHING, Finding, rule

JOINT = "-"


@rule("bill-missing", "missing asked")
def bill_missing(evidence: Evidence, *, prefix: str) -> Finding:
    """The kitchen answered nothing whose path begins so."""
    if evidence.kitchen is None:
        return NOTHING
    asked = any(one.path.startswith(prefix) and one.status == OK for one in evidence.kitchen.requests)
    return Finding(not asked, {"missing": [prefix], "asked": evidence.kitchen.count})


@rule("bill", "right answered")
def bill(evidence: Evidence, *, prefix: str, path: str, count: int, characters: int, order: str = "") -> Finding:
    """The last path that begins so does not hold the first characters of the seals of `path`, n from 1 to `count`, in
    whatever order; with `order: given`, in theirs."""
    if evidence.kitchen is None:
        return NOTHING
    told = [one.path for one in evidence.kitchen.requests if one.path.startswith(prefix) and one.status == OK]
    if not told:
        return NOTHING
    seals = [seal(evidence.kitchen.nonce, path.format(n=n))[:characters] for n in range(1, count + 1)]
    items = told[-1].removeprefix(prefix).split(JOINT)
    right = sum((Counter(seals) & Counter(items)).values())
    matches = items != seals if order else right < count or len(items) != count
    return Finding(matches, {"right": right, "answered": count})
