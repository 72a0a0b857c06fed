"""The cast of the stories: who is who in permission tests, and the work they leave behind."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone

from parrilla.accounts.models import User
from parrilla.classroom.models import Class, Enrolment, join
from parrilla.runs.models import Run

PASSWORD = "tres hamburguesas y un plato"


def person(name: str, role: str = "learner", language: str = "en") -> User:
    """Somebody with an account, whose e-mail is made of the name."""
    return User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name, role=role, language=language)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def submission(owner: User, passed: bool | None, context: str = "A1", **fields: Any) -> Run:
    """A finished submission; `passed=None` is one that we failed to judge."""
    return a_run(owner, context, purpose="submit", state="ended", outcome="finished", passed=passed, **fields)


def a_run(owner: User, context: str = "A1", **fields: Any) -> Run:
    known = {"purpose": "run", "state": "running", "language": "en", "started_at": timezone.now()}
    entrants = [{"name": "yours", "form": "async", "source": "print('hola')\n"}]
    return Run.objects.create(owner=owner, context=context, **{"entrants": entrants, **known, **fields})


@dataclass(frozen=True)
class Cast:
    """A class of two, and the world around it."""

    teacher: User
    other_teacher: User
    learner: User
    classmate: User
    stranger: User
    classroom: Class
    other_class: Class
    enrolment: Enrolment

    def outsiders(self) -> dict[str, Client]:
        """Everybody but the teacher, each in their own browser, a visitor without account among them."""
        people = {name: getattr(self, name) for name in ("other_teacher", "learner", "classmate", "stranger")}
        return {name: signed_in(user) for name, user in people.items()} | {"visitor": Client()}


def cast() -> Cast:
    teacher, other = person("Teresa", "teacher"), person("Otto", "teacher")
    learner, classmate, stranger = person("Lucia"), person("Carla"), person("Simon")
    classroom = Class.objects.create(name="Tuesday, group B", teacher=teacher)
    other_class = Class.objects.create(name="Elsewhere", teacher=other)
    enrolment = join(classroom, learner, learner.name)
    join(classroom, classmate, classmate.name)
    return Cast(teacher, other, learner, classmate, stranger, classroom, other_class, enrolment)
