"""A class at work, for pages that are only worth looking at when something has happened. Made by the public door."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Page

from lessons.course import course
from tests.running_platform import ROOT, Platform
from tests.visitor import Visitor

Cookie = dict[str, Any]

NAMES: Final = ("Lucía", "Carla", "Simón", "Xóchitl", "Bruno", "María Fernanda del Socorro Villanueva")


@dataclass(frozen=True)
class Population:
    teacher: list[Cookie]
    """Cookies."""
    learner: list[Cookie]
    board: str
    submissions: str
    run: str


def populate(url: str) -> Population:
    teacher = member(url, "Teresa", "teacher")
    form(teacher, "/classes/", {"name": "Martes, grupo B"})
    board = re.findall(r"/classes/[0-9a-f-]{36}/", teacher.session.get(url + "/classes/", timeout=20).text)[0]
    code = re.findall(r"data-code>([^<]+)<", teacher.session.get(url + board, timeout=20).text)[0]
    run = ""
    learners = [member(url, name) for name in NAMES]
    exercise = course().exercise("M2")
    programs = {name: (exercise.folder / name).read_text() for name in exercise.expect}
    reference, starter = programs["reference.py"], programs["starter.py"]
    attempts = (
        (starter, programs["wrong/gather_of_one.py"]),
        (reference,),
        (starter, starter, starter, starter),
        (),
        (starter, reference),
        (programs["wrong/await_outside.py"],),
    )
    for learner, name, tries in zip(learners, NAMES, attempts, strict=True):
        form(learner, f"/classes/join/{code}/", {"display_name": name, "name": name})
        for program in tries:
            answer = learner.launch(program, purpose="submit")
            assert answer.status_code == 201, answer.text
            learner.watch(answer.json()["id"])
            run = run or answer.json()["url"]
    page = teacher.session.get(url + board, timeout=20).text
    submissions = re.findall(rf"{board}\d+/M2/", page)[0]
    diary(learners[0])
    return Population(cookies(teacher), cookies(learners[0]), board, submissions, run)


def diary(learner: Visitor) -> None:
    """A bet placed and missed, a few questions answered."""
    concept = course().concept("M")
    assert concept.bet
    form(learner, "/course/M/bet/", {"stake": next(stake.key for stake in concept.bet.stakes if not stake.right)})
    form(learner, "/course/M/quiz/M.q1/", {"answer": "0.6"})
    form(learner, "/course/M/quiz/M.q1/", {"answer": "1"})
    form(learner, "/course/M/quiz/M.q4/", {"answer": "7"})


@dataclass(frozen=True)
class Graduate:
    """Somebody who has finished the course, has a badge, and a review that waits."""

    cookies: list[Cookie]
    badge: str


FINISHED: Final = """
from datetime import timedelta
from django.utils import timezone
from lessons.course import course
from parrilla.accounts.models import User
from parrilla.progress.models import Attempt, Bet
from parrilla.review import deck
from parrilla.review.models import Card
from parrilla.runs.models import Run

owner = User.objects.get(email=EMAIL)
ended = {"owner": owner, "state": "ended", "outcome": "finished", "language": "en"}
yours = [{"name": "yours", "form": "async", "source": "print('hola')\\n"}]
for concept in course().concepts:
    Bet.objects.create(owner=owner, letter=concept.letter, stake="x")
    Run.objects.create(context=f"demo:{concept.letter}", purpose="race", entrants=yours, **ended)
    for item in concept.items:
        Attempt.objects.create(owner=owner, item=item.id, answer="", right=True)
    for exercise in concept.exercises:
        Run.objects.create(
            context=exercise.id, purpose="submit", passed=True, verdict_code="passed", entrants=yours, **ended
        )
for item in course().concept("A").items:
    deck.learn_from_answer(owner, item, False, sorted(deck.ideas(item))[:1])
Card.objects.filter(owner=owner).update(due_at=timezone.now() - timedelta(days=1))
"""
"""What a learner of many evenings has, written down at once: the way there has tests of its own."""


def graduate(platform: Platform) -> Graduate:
    email = f"{secrets.token_hex(6)}@example.org"
    learner = member(platform.url, "Ada", email=email)
    script = f"EMAIL = {email!r}\n{FINISHED}"
    state = {**os.environ, "PARRILLA_STATE": str(platform.state)}
    subprocess.run([sys.executable, "manage.py", "shell", "-c", script], cwd=ROOT, env=state, check=True, timeout=60)
    form(learner, "/badges/claim/foundation/", {"name": "Ada de la Parrilla"})
    badges = learner.session.get(platform.url + "/badges/", timeout=20).text
    return Graduate(cookies(learner), re.findall(r"/badges/[0-9a-f-]{36}/", badges)[0])


def member(url: str, name: str, role: str = "learner", email: str = "") -> Visitor:
    visitor = Visitor(url)
    email = email or f"{secrets.token_hex(6)}@example.org"
    password = secrets.token_urlsafe(16)
    form(visitor, "/account/signup/", {"name": name, "email": email, "password1": password, "role": role})
    return visitor


def form(visitor: Visitor, path: str, fields: dict[str, str]) -> None:
    token = visitor.session.cookies.get("csrftoken") or ""
    answer = visitor.session.post(
        visitor.url + path,
        data={**fields, "csrfmiddlewaretoken": token},
        headers={"referer": visitor.url + path},
        timeout=20,
    )
    answer.raise_for_status()


def cookies(visitor: Visitor) -> list[Cookie]:
    return [
        {"name": cookie.name, "value": cookie.value or "", "url": visitor.url} for cookie in visitor.session.cookies
    ]


def become(page: Page, cookies: Sequence[Cookie], language: str) -> None:
    """Be that person in this browser. An account speaks its own language unless the browser remembers a choice."""
    page.context.clear_cookies()
    kept = [cookie for cookie in cookies if cookie["name"] != "language"]
    page.context.add_cookies([*kept, {"name": "language", "value": language, "url": cookies[0]["url"]}])
