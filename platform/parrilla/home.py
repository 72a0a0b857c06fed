"""The first page: a race to bet on, without an account."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lessons.course import course
from lessons.pages import race_json

STAKES: Final = (0.5, 1.0, 1.5, 2.0)
"""Seconds: one burger's time, and what those get who add in their head in different ways."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/home.html", {"race": race()})


def race() -> dict[str, Any]:
    """The home race for its element: the programs in the page's language, and one question about each."""
    found = race_json(course().home_race())
    questions = [
        {
            "entrant": index,
            "question": _("How long does the program “%(name)s” take?") % {"name": entrant["name"]},
            "stakes": STAKES,
        }
        for index, entrant in enumerate(found["entrants"])
    ]
    return found | {"questions": questions}
