"""The pages of the course: the map, a lesson, its bet and its quiz, the exercises."""

from __future__ import annotations

import json
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lessons.answering import answered, with_status
from lessons.concept import Concept
from lessons.course import UnknownContent, course
from lessons.learner import FORMS, Draft, GoneDraft, StaleDraft, get_record
from lessons.pages import exercise_page, exercises_page, lesson_page, map_page
from lessons.question import Question
from lessons.search import MOST_CHARACTERS, search
from lessons.seed import keep_seed, seed_of
from lessons.text import active_language
from sandbox.job import SOURCE_BYTES

DRAFT_BYTES = 4 * SOURCE_BYTES
"""A draft may be what no program may: too long. Autosave still keeps it, within reason."""


@never_cache
@require_GET
def course_map(request: HttpRequest) -> HttpResponse:
    return render(request, "lessons/map.html", map_page(get_record().standing(request)))


@never_cache
@require_GET
def lesson(request: HttpRequest, letter: str) -> HttpResponse:
    concept = _concept(letter)
    return keep_seed(request, render(request, "lessons/lesson.html", lesson_page(request, concept)))


@require_GET
def canonical_lesson(request: HttpRequest, letter: str) -> HttpResponse:
    """`/course/m/` is `/course/M/`."""
    return _canonical(request, "lesson", letter)


def bet(request: HttpRequest, letter: str) -> HttpResponse:
    """Place a bet, once; then back to the race it opens."""
    concept = _concept(letter)
    if concept.bet is None:
        raise Http404
    if request.method != "POST":  # the language switch comes back here after a refused slip
        return HttpResponseRedirect(reverse("lesson", args=[letter]) + "#bet")
    stake = concept.bet.stake(request.POST.get("stake"))
    if stake is None:
        page = lesson_page(request, concept, bet_missing=True)
        return keep_seed(request, render(request, "lessons/lesson.html", page, status=422))
    get_record().place_bet(request, concept.letter, stake.key)
    return HttpResponseRedirect(reverse("lesson", args=[concept.letter]) + "#watch")


def answer(request: HttpRequest, letter: str, item_id: str) -> HttpResponse:
    """Check and keep an answer. Asked for as a fragment (by the page's script), it gives the item alone."""
    concept = _concept(letter)
    try:
        item = course().item(item_id)
    except UnknownContent:
        raise Http404 from None
    if item not in concept.items:
        raise Http404
    seed = seed_of(request)
    fragment = request.headers.get("X-Fragment") == "item"
    if request.method != "POST":
        if not fragment:
            return HttpResponseRedirect(f"{reverse('lesson', args=[letter])}?{request.GET.urlencode()}#{item.slug}")
        latest = get_record().answers(request, letter).get(item.id)
        question = Question(item, seed, latest, again=request.GET.get("again") == item.id)
        return render(request, "lessons/quiz/item.html", {"question": question, "concept": concept})
    question = answered(request, item, seed)
    if fragment:
        page = render(request, "lessons/quiz/item.html", {"question": question, "concept": concept})
    elif question.complaint:
        page = keep_seed(
            request, render(request, "lessons/lesson.html", lesson_page(request, concept, replaced=question))
        )
    else:
        return HttpResponseRedirect(f"{reverse('lesson', args=[letter])}#{item.slug}")
    return with_status(page, question)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """`?q=`: words to be found in the lessons, in the page's language."""
    words = request.GET.get("q", "")[:MOST_CHARACTERS]
    return render(request, "lessons/search.html", {"words": words, "hits": search(words, active_language())})


@never_cache
@require_GET
def exercises(request: HttpRequest) -> HttpResponse:
    return render(request, "lessons/exercises.html", exercises_page(get_record().standing(request)))


@never_cache
@require_GET
def exercise(request: HttpRequest, exercise_id: str) -> HttpResponse:
    try:
        found = course().exercise(exercise_id.upper())
    except UnknownContent:
        raise Http404 from None
    if exercise_id != found.id:
        return _canonical(request, "exercise", exercise_id)
    if request.headers.get("X-Fragment") == "submissions":
        sent = get_record().submissions(request, found.id)
        return render(request, "lessons/submissions.html", {"submissions": sent})
    return render(request, "pages/exercise.html", exercise_page(request, found))


@require_POST
def draft(request: HttpRequest, exercise_id: str, slot: int = 0) -> HttpResponse:
    """Autosave. JSON {source, version}; 200 {version, saved_at}, or 409 with the draft another tab saved meanwhile, or
    410 for a form that was removed."""
    try:
        found = course().exercise(exercise_id)
    except UnknownContent:
        raise Http404 from None
    if slot > FORMS:
        raise Http404
    wish = _draft_wish(request)
    if isinstance(wish, HttpResponse):
        return wish
    source, version = wish
    try:
        saved = get_record().keep_draft(request, found.id, source, version, slot)
    except GoneDraft:
        return JsonResponse({"error": "gone"}, status=410)
    except StaleDraft as stale:
        return JsonResponse({"error": "stale", **_draft_json(stale.draft), "source": stale.draft.source}, status=409)
    return JsonResponse(_draft_json(saved))


def _draft_wish(request: HttpRequest) -> tuple[str, int] | HttpResponse:
    if len(request.body) > 2 * DRAFT_BYTES:
        return JsonResponse({"error": "too-large"}, status=413)
    try:
        raw: Any = json.loads(request.body)
        source, version = raw["source"], raw["version"]
        if not isinstance(source, str) or type(version) is not int or not 0 <= version < 2**31:
            raise TypeError
        size = len(source.encode())
    except UnicodeEncodeError:
        return JsonResponse({"error": "encoding"}, status=400)
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"error": "malformed"}, status=400)
    if "\0" in source:
        return JsonResponse({"error": "nul"}, status=400)
    if size > DRAFT_BYTES:
        return JsonResponse({"error": "too-large"}, status=413)
    return source, version


def _draft_json(kept: Draft) -> dict[str, Any]:
    return {"version": kept.version, "saved_at": kept.saved_at.isoformat()}


def _canonical(request: HttpRequest, name: str, word: str) -> HttpResponse:
    query = request.GET.urlencode()
    return HttpResponsePermanentRedirect(reverse(name, args=[word.upper()]) + (f"?{query}" if query else ""))


def _concept(letter: str) -> Concept:
    try:
        return course().concept(letter)
    except UnknownContent:
        raise Http404 from None
