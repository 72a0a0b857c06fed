"""Other forms of a learner's program: made, renamed, removed. What is typed in them is autosaved by `views.draft`."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from lessons.course import UnknownContent, course
from lessons.learner import FORMS, FormWish, SameName, get_record
from lessons.pages import form_json
from sandbox.job import SOURCE_BYTES

BODY_BYTES: Final = 8 * SOURCE_BYTES
NAME: Final = re.compile(r"[\w][\w .()+-]{0,39}")
"""What a program of a run may be called."""
KINDS: Final = ("", "sync", "async", "threads", "processes")


@require_POST
def keep(request: HttpRequest, exercise_id: str, slot: int) -> HttpResponse:
    """JSON {name, form, source}; 200 with the form as it stands, 409 where another form has this name. `source` counts
    only where the form is new."""
    exercise = _exercise(exercise_id, slot)
    wish = _wish(request, slot)
    if wish is None:
        return JsonResponse({"error": "malformed"}, status=400)
    try:
        kept = get_record().keep_form(request, exercise, wish)
    except SameName:
        return JsonResponse({"error": "same-name"}, status=409)
    return JsonResponse(form_json(exercise, kept))


@require_POST
def remove(request: HttpRequest, exercise_id: str, slot: int) -> HttpResponse:
    get_record().drop_form(request, _exercise(exercise_id, slot), slot)
    return HttpResponse(status=204)


def _exercise(exercise_id: str, slot: int) -> str:
    try:
        found = course().exercise(exercise_id)
    except UnknownContent:
        raise Http404 from None
    if not 1 <= slot <= FORMS:
        raise Http404
    return found.id


def _wish(request: HttpRequest, slot: int) -> FormWish | None:
    """None for whatever does not fit."""
    if len(request.body) > BODY_BYTES:
        return None
    try:
        raw: Any = json.loads(request.body)
        name, form, source = raw["name"], raw["form"], raw["source"]
        fits = isinstance(name, str) and isinstance(form, str) and isinstance(source, str)
        if not fits or form not in KINDS or not NAME.fullmatch(name) or "\0" in source:
            return None
        too_large = len(source.encode()) > SOURCE_BYTES
    except (ValueError, KeyError, TypeError, RecursionError):  # a lone surrogate is a ValueError too
        return None
    return None if too_large else FormWish(slot, name, form, source)
