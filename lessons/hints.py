"""The hints of an exercise: a ladder, one at a time. Taking one is remembered, and never charged."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from lessons import reading
from lessons.course import UnknownContent, course
from lessons.exercise import Exercise
from lessons.learner import get_record


@dataclass(frozen=True, slots=True)
class Hints:
    exercise: str
    """Its id."""
    opened: tuple[SafeString, ...]
    total: int

    @property
    def next(self) -> int:
        """The number of the one to be had next, from 1; 0 where there is none left."""
        return len(self.opened) + 1 if len(self.opened) < self.total else 0


def hints_of(exercise: Exercise, opened: int) -> Hints:
    """The first `opened` ones, as markup."""
    return Hints(
        exercise.id, tuple(reading.document(str(hint)) for hint in exercise.hints[:opened]), len(exercise.hints)
    )


def open_hint(request: HttpRequest, exercise_id: str, number: int) -> HttpResponse:
    """The next hint, or one that is open. Asked for as a fragment (by the page's script), it gives the ladder alone."""
    try:
        exercise = course().exercise(exercise_id)
    except UnknownContent:
        raise Http404 from None
    page = reverse("exercise", args=[exercise.id])
    if request.method != "POST":  # the language switch comes back here
        return HttpResponseRedirect(page)
    record = get_record()
    opened = record.hints(request, exercise.id)
    if not 1 <= number <= min(opened + 1, len(exercise.hints)):
        raise Http404
    record.open_hint(request, exercise.id, number)
    if request.headers.get("X-Fragment") == "hints":
        return render(request, "lessons/hints.html", {"hints": hints_of(exercise, max(opened, number))})
    return HttpResponseRedirect(f"{page}#hint-{number}")
