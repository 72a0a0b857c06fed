"""An item on a page: in whose order it is shown, how it was answered, and what that answer is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lessons import colours
from lessons.beliefs import belief
from lessons.items import Blank, BugLine, Elapsed, Item, Match, Multiple, Option, Order, Output, Pair, Single
from lessons.learner import Answered
from lessons.parsons import Parsons
from lessons.puzzle import Puzzle, read_puzzle, seeded
from lessons.quiz import InvalidAnswer, Outcome, check
from lessons.text import Text, active_language

T = TypeVar("T")

COMPLAINTS: dict[str, str | Promise] = {
    "empty": _("There is no answer yet. Choose or write one, then check it."),
    "incomplete": _("Something is still to be filled in. Complete it, then check it."),
    "twice": _("A line stands there more often than there are of it. Choose another for one of the places."),
    "number": _("Write the seconds as a number, such as 0.5."),
    "malformed": _("This answer does not belong to this question. Answer it again."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A remark as it is shown: the idea in its holder's words, where it has a name, and why it fails."""

    idea: Text | None
    says: Text


@dataclass(frozen=True, slots=True)
class Place:
    """One position in an order question, or one line of a match: what was chosen there."""

    number: int
    chosen: str
    pair: Pair | None = None
    misplaced: bool = False


@dataclass(frozen=True)
class Question:
    item: Item
    seed: str
    """Of this learner's browser; decides the order of what is shown, the same on every reload."""
    answered: Answered | None = None
    again: bool = False
    """The learner asked to answer once more."""
    given: Any = None
    """What was just sent and could not be taken, to be shown again."""
    complaint: str = ""
    """Code of why not; see `COMPLAINTS`."""
    wait_s: int = 0
    """Seconds until an answer is taken again; 0 where it was not its pace that it was refused for."""

    @cached_property
    def outcome(self) -> Outcome | None:
        """Of the latest answer, by today's key: content may have changed since, and then it is no answer any more."""
        if self.answered is None:
            return None
        try:
            return check(self.item, self.answered.answer)
        except InvalidAnswer:
            return None

    @property
    def locked(self) -> bool:
        return self.outcome is not None and not self.again and not self.complaint

    @property
    def shown(self) -> Any:
        """The answer standing in the form: the latest where it is locked, what was just sent where it was refused."""
        if self.locked and self.outcome is not None:
            return self.outcome.answer
        return self.given if self.complaint else None

    @property
    def told(self) -> list[Told]:
        """What a wrong answer is told; one idea is named once."""
        if self.outcome is None:
            return []
        seen: set[str] = set()
        told = []
        for remark in self.outcome.remarks:
            told.append(Told(None if remark.misconception in seen else belief(remark.misconception), remark.says))
            seen.add(remark.misconception)
        return told

    @property
    def complains(self) -> str | Promise:
        if self.wait_s:
            return ngettext(
                "That is a lot of answers in a short time. Check this one again in %(n)s second.",
                "That is a lot of answers in a short time. Check this one again in %(n)s seconds.",
                self.wait_s,
            ) % {"n": self.wait_s}
        return COMPLAINTS.get(self.complaint, COMPLAINTS["malformed"]) if self.complaint else ""

    @property
    def url(self) -> str:
        """Where it is answered: on its lesson's page, or an exercise's puzzle on its own."""
        owner = self.item.id.partition(".")[0]
        if owner != self.item.letter:
            return reverse("exercise-lines", args=[owner])
        return reverse("quiz-answer", args=[self.item.letter, self.item.id])

    @property
    def in_quiz(self) -> bool:
        return self.item.id.startswith(f"{self.item.letter}.")

    @property
    def template(self) -> str:
        return f"lessons/quiz/{self.item.kind}.html"

    def _shuffled(self, things: Sequence[T]) -> list[T]:
        return seeded(things, f"{self.seed}:{self.item.id}")

    # What each kind shows.

    @property
    def options(self) -> list[tuple[Option, bool]]:
        """In this learner's order, each with whether it is chosen."""
        assert isinstance(self.item, Single)
        chosen = self.shown if isinstance(self.shown, list) else [self.shown]
        options = list(self.item.options) if self.item.ordered else self._shuffled(self.item.options)
        return [(option, option.key in chosen) for option in options]

    @property
    def code_lines(self) -> list[tuple[int, SafeString, bool]]:
        """Number, coloured line, and whether it is the chosen one."""
        chosen = str(self.shown) if self.shown is not None else ""
        lines = colours.lines(str(self.item.code))
        return [(number, line, str(number) == chosen) for number, line in enumerate(lines, 1)]

    @property
    def mended(self) -> SafeString:
        """The line that mends a bugline."""
        assert isinstance(self.item, BugLine)
        return colours.block(str(self.item.fix))

    @property
    def number_shown(self) -> str:
        if self.shown is None:
            return ""
        text = f"{self.shown:g}" if isinstance(self.shown, float) else str(self.shown)
        return text.replace(".", ",") if active_language() == "es" else text

    @property
    def gaps(self) -> list[str]:
        """What stands in each gap of a blank."""
        assert isinstance(self.item, Blank)
        shown = self.shown if isinstance(self.shown, list) else []
        return [shown[index] if index < len(shown) else "" for index in range(self.item.gaps)]

    @property
    def gap_lines(self) -> list[SafeString]:
        """The lines of a blank, with an input in each gap."""
        gaps = self.gaps
        return [
            mark_safe("".join(_gap_pieces(line, gaps)))  # noqa: S308 - every piece was escaped
            for line in str(self.item.code).splitlines()
        ]

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """The right-hand sides of a match, in this learner's order."""
        assert isinstance(self.item, Match)
        return self._shuffled(list(self.item.rights.items()))

    @property
    def pairs(self) -> list[Place]:
        assert isinstance(self.item, Match)
        shown = self.shown if isinstance(self.shown, Mapping) else {}
        places = []
        for number, pair in enumerate(self._shuffled(self.item.pairs), 1):
            chosen = str(shown.get(pair.key, ""))
            misplaced = self.locked and chosen != pair.right
            places.append(Place(number, chosen, pair, misplaced))
        return places

    @property
    def pieces(self) -> list[str]:
        """The lines of an order question, each once a place it has, in this learner's order: never the true one."""
        assert isinstance(self.item, Order)
        return seeded(self.item.lines, f"{self.seed}:{self.item.id}", but=self.item.lines)

    @property
    def puzzle(self) -> Puzzle:
        assert isinstance(self.item, Parsons)
        shown = self.shown if isinstance(self.shown, list) else []
        return Puzzle(self.item, f"{self.seed}:{self.item.id}", shown, self.locked)

    @property
    def text_shown(self) -> str:
        """What stands in an output's field."""
        return str(self.shown) if self.shown is not None else ""

    @property
    def output(self) -> str:
        """What the program really prints, for whoever has predicted it."""
        assert isinstance(self.item, Output)
        return self.item.whole(active_language())

    @property
    def places(self) -> list[Place]:
        assert isinstance(self.item, Order)
        shown = self.shown if isinstance(self.shown, list) else []
        return [
            Place(number, shown[number - 1] if number <= len(shown) else "")
            for number in range(1, len(self.item.lines) + 1)
        ]


GAP = (
    '<input type="text" name="gap-{}" value="{}" aria-label="{}" maxlength="200" size="14"'
    ' autocomplete="off" autocapitalize="off" spellcheck="false">'
)


def _gap_pieces(line: str, gaps: Sequence[str]) -> Iterator[str]:
    code, *rest = line.split("⟦")
    yield from colours.lines(code)
    for piece in rest:
        digit, _mark, code = piece.partition("⟧")
        yield format_html(GAP, digit, gaps[int(digit) - 1], _("Gap %(number)s") % {"number": digit})
        yield from colours.lines(code)


def read_form(item: Item, form: QueryDict) -> object:
    """The answer in a submitted form, in the shape `lessons.quiz.check` takes. Anything may be in it."""
    match item:
        case Multiple():
            return list(form.getlist("answer"))
        case Blank():
            return [form.get(f"gap-{number}", "") for number in range(1, item.gaps + 1)]
        case Order():
            return [form.get(f"line-{number}", "") for number in range(1, len(item.lines) + 1)]
        case Parsons():
            return read_puzzle(item, form)
        case Match():
            return {pair.key: form.get(f"pair-{pair.key}", "") for pair in item.pairs}
        case Single() | Elapsed() | BugLine() | Output():
            return form.get("answer", "")
        case _:
            raise TypeError(f"no such kind of item: {item!r}")
