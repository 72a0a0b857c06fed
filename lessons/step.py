"""Step mode: what it runs in, and two programs to begin with.

A run's context says what is done where its schedule ends, `step:ask`, `step:play` or `step:search`; the schedule itself
is the run's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from lessons.documents import read_text
from lessons.setup import Setup
from lessons.text import Text
from sandbox.job import THEN, Entrant, Job, Limits

PREFIX: Final = "step"
LIMITS: Final = Limits(wall_s=10.0, cpu_s=8.0)
"""Time is virtual: what takes longer computes. A search takes 5 s at most."""
PROGRAMS: Final = Path(__file__).parent / "content" / "step"


class UnknownMode(LookupError):
    """Step mode has no such way to go on."""


@dataclass(frozen=True, slots=True)
class Step:
    """`job` makes a run that begins without a schedule; whoever has one puts it in."""

    then: Literal["ask", "play", "search"]

    @classmethod
    def of_context(cls, context: str) -> Step:
        """Raises UnknownMode."""
        for then in THEN:
            if context == f"{PREFIX}:{then}":
                return cls(then)
        raise UnknownMode(context)

    @property
    def context(self) -> str:
        return f"{PREFIX}:{self.then}"

    def job(self, run_id: str, entrants: Iterable[Entrant], graded: bool = False) -> Job:  # noqa: ARG002 - no rules here
        job = Setup(context=self.context, limits=LIMITS).job(run_id, entrants, False)
        return replace(job, trace=False, schedule=(), then=self.then)


@dataclass(frozen=True, slots=True)
class StepExample:
    slug: str
    title: Text
    says: Text
    source: Text


def _program(slug: str) -> Text:
    return Text(**{language: read_text(PROGRAMS / f"{slug}.{language}.py") for language in ("es", "en")})


EXAMPLES: Final = (
    StepExample(
        slug="lost-update",
        title=Text(es="Un depósito que se pierde", en="A deposit that gets lost"),
        says=Text(
            es="Dos depósitos, una cuenta. En el orden de asyncio quedan 180; hay otro en que quedan 130.",
            en="Two deposits, one account. In asyncio's own order 180 are left; there is another that leaves 130.",
        ),
        source=_program("lost-update"),
    ),
    StepExample(
        slug="two-locks",
        title=Text(es="Dos candados y nadie avanza", en="Two locks and nobody moves"),
        says=Text(
            es="La cocinera y el cajero piden los mismos dos candados, en distinto orden. Casi siempre sale bien.",
            en="The cook and the cashier ask for the same two locks, in different orders. It nearly always works.",
        ),
        source=_program("two-locks"),
    ),
)
