"""The two upper rungs of an exercise's ladder: its lines to be put in place, and its reference raced and explained."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lessons.answering import answered, with_status
from lessons.course import UnknownContent, course
from lessons.exercise import Exercise
from lessons.hints import is_open
from lessons.learner import get_record
from lessons.pages import race_json
from lessons.parsons import Parsons
from lessons.question import Question
from lessons.seed import keep_seed, seed_of
from lessons.text import active_language
from lessons.worked import worked_race


@never_cache
def lines(request: HttpRequest, exercise_id: str) -> HttpResponse:
    """The puzzle. Its answers are attempts like any other; asked for as a fragment it gives the puzzle alone."""
    exercise = _exercise(exercise_id)
    puzzle = exercise.puzzle
    if puzzle is None:
        raise Http404
    if not is_open(request, exercise, "lines"):
        return _to_the_ladder(exercise)
    if request.method == "POST":
        return _answered(request, exercise, puzzle)
    latest = get_record().answers(request, exercise.id).get(puzzle.id)
    question = Question(puzzle, seed_of(request), latest, again=request.GET.get("again") == puzzle.id)
    return _shown(request, exercise, question)


def _answered(request: HttpRequest, exercise: Exercise, puzzle: Parsons) -> HttpResponse:
    question = answered(request, puzzle, seed_of(request))
    if _alone(request) or question.complaint:
        return with_status(_shown(request, exercise, question), question)
    return HttpResponseRedirect(f"{reverse('exercise-lines', args=[exercise.id])}#{puzzle.slug}")


def _shown(request: HttpRequest, exercise: Exercise, question: Question) -> HttpResponse:
    assert isinstance(question.item, Parsons)
    context: dict[str, Any] = {"exercise": exercise, "concept": course().concept(exercise.letter), "question": question}
    if question.outcome is not None and question.outcome.right:
        context["program"] = question.item.source(question.item.arrangement, active_language())
    template = "lessons/quiz/item.html" if _alone(request) else "lessons/lines.html"
    return keep_seed(request, render(request, template, context))


def _alone(request: HttpRequest) -> bool:
    return request.headers.get("X-Fragment") == "item"


@never_cache
@require_GET
def worked(request: HttpRequest, exercise_id: str) -> HttpResponse:
    exercise = _exercise(exercise_id)
    if not exercise.worked:
        raise Http404
    if not is_open(request, exercise, "worked"):
        return _to_the_ladder(exercise)
    context = {
        "exercise": exercise,
        "concept": course().concept(exercise.letter),
        "race": race_json(worked_race(exercise)),
    }
    return render(request, "lessons/worked.html", context)


def _exercise(exercise_id: str) -> Exercise:
    try:
        return course().exercise(exercise_id)
    except UnknownContent:
        raise Http404 from None


def _to_the_ladder(exercise: Exercise) -> HttpResponse:
    """Nobody comes here but by the rungs below."""
    return HttpResponseRedirect(reverse("exercise", args=[exercise.id]) + "#hints")
