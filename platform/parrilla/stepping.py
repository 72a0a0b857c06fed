"""The page of step mode: the learner is the scheduler of their own asyncio program."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lessons.step import EXAMPLES
from lessons.text import active_language


@require_safe
def step(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/step.html", {"examples": examples()})


def examples() -> list[dict[str, Any]]:
    """In the page's language; the first one is in the editor when the page opens."""
    language = active_language()
    return [
        {
            "slug": one.slug,
            "title": one.title.of(language),
            "says": one.says.of(language),
            "source": one.source.of(language),
        }
        for one in EXAMPLES
    ]
