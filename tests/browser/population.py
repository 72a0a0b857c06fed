"""A class at work, for pages that are only worth looking at when something has happened. Made by the public door."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Page

from lessons.course import course
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


def member(url: str, name: str, role: str = "learner") -> Visitor:
    visitor = Visitor(url)
    email = f"{secrets.token_hex(6)}@example.org"
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
