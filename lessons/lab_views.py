"""The page of the FastAPI lab."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lessons.course import course
from lessons.lab import LAB, LETTERS, SPOTS, SPREAD_S, USERS, users_of
from lessons.text import active_language


@never_cache
@require_GET
def lab(request: HttpRequest) -> HttpResponse:
    return render(request, "lessons/lab.html", lab_page())


def lab_page() -> dict[str, Any]:
    """For templates/lessons/lab.html."""
    race = course().lab
    entrants = race.in_language(active_language())
    [crowd] = race.setup.load
    return {
        "entrants": entrants,
        "least": USERS[0],
        "most": USERS[-1],
        "users": users_of(race),
        "spots": SPOTS,
        "concepts": [course().concept(letter) for letter in LETTERS],
        "spread_s": SPREAD_S,
        "cut_s": crowd["timeout_ms"] / 1000,
        "lab_json": {
            "context": LAB,
            "users": users_of(race),
            "spread_s": SPREAD_S,
            "least": USERS[0],
            "most": USERS[-1],
            "bystander": crowd["bystander"],
            "entrants": [{"name": entrant.name, "form": entrant.form} for entrant in entrants],
        },
    }
