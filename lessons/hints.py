"""The hints of an exercise: a ladder, one rung at a time. Taking one is remembered, and never charged.

First what to look at, in a few hints; then the sub-goals; then the program as lines to be put in place; then the
reference, raced and explained. The last two have pages of their own, `lessons.hint_pages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from lessons import reading
from lessons.course import UnknownContent, course
from lessons.exercise import Exercise
from lessons.learner import get_record
from lessons.text import Text

Kind = Literal["hint", "goals", "lines", "worked"]


@dataclass(frozen=True, slots=True)
class Hint:
    kind: Kind
    number: int
    """On the ladder, from 1."""
    place: int
    """Among those of its kind, from 1."""
    text: Text
    """Markdown; empty where the rung is a page."""

    @property
    def markup(self) -> SafeString:
        return reading.document(str(self.text))


@dataclass(frozen=True, slots=True)
class Hints:
    exercise: str
    """Its id."""
    opened: tuple[Hint, ...]
    next: Hint | None
    """The one to be had next."""
    total: int
    """Rungs in all."""
    said: int
    """How many of them are hints in words."""


def ladder_of(exercise: Exercise) -> tuple[Hint, ...]:
    """Every rung, from the first."""
    return tuple(Hint(kind, number, place, text) for number, (kind, place, text) in enumerate(_rungs(exercise), 1))


def _rungs(exercise: Exercise) -> Iterator[tuple[Kind, int, Text]]:
    for place, hint in enumerate(exercise.hints, 1):
        yield "hint", place, hint
    if exercise.goals:
        yield (
            "goals",
            1,
            Text(
                es="\n".join(f"{place}. {goal.es}" for place, goal in enumerate(exercise.goals, 1)),
                en="\n".join(f"{place}. {goal.en}" for place, goal in enumerate(exercise.goals, 1)),
            ),
        )
    if exercise.puzzle is not None:
        yield "lines", 1, Text("", "")
    if exercise.worked:
        yield "worked", 1, Text("", "")


def hints_of(exercise: Exercise, opened: int) -> Hints:
    """With the first `opened` ones open."""
    ladder = ladder_of(exercise)
    following = ladder[opened] if opened < len(ladder) else None
    return Hints(exercise.id, ladder[:opened], following, len(ladder), len(exercise.hints))


def is_open(request: HttpRequest, exercise: Exercise, kind: Kind) -> bool:
    """Whether this learner has come up to the rung of that kind."""
    opened = get_record().hints(request, exercise.id)
    return any(rung.kind == kind for rung in ladder_of(exercise)[:opened])


def open_hint(request: HttpRequest, exercise_id: str, number: int) -> HttpResponse:
    """The next rung, or one that is open. Asked for as a fragment (by the page's script), it gives the ladder alone."""
    try:
        exercise = course().exercise(exercise_id)
    except UnknownContent:
        raise Http404 from None
    page = reverse("exercise", args=[exercise.id])
    if request.method != "POST":  # the language switch comes back here
        return HttpResponseRedirect(page)
    record = get_record()
    opened = record.hints(request, exercise.id)
    if not 1 <= number <= min(opened + 1, len(ladder_of(exercise))):
        raise Http404
    record.open_hint(request, exercise.id, number)
    if request.headers.get("X-Fragment") == "hints":
        return render(request, "lessons/hints.html", {"hints": hints_of(exercise, max(opened, number))})
    return HttpResponseRedirect(f"{page}#hint-{number}")
