"""The lab's crowds: a size can be named, a name is enough to make the job again, and only sizes on offer have one."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

import pytest

from lessons.course import UnknownContent, course, read_course
from lessons.documents import CONTENT, ContentError
from lessons.lab import SPOTS, SPREAD_S, USERS, context_of, users_of
from lessons.race import Race
from lessons.text import LANGUAGES
from parrilla.runs.place import place
from parrilla.runs.request import CONTEXT, NAME
from sandbox.inside.services.load import Phase
from sandbox.job import Job

RUN = str(uuid.UUID(int=7))


@pytest.mark.parametrize("users", [USERS[0], *SPOTS, USERS[-1]])
def test_every_size_has_a_name_that_a_browser_may_send_and_that_gives_it_back(users: int) -> None:
    name = context_of(users)
    assert CONTEXT.fullmatch(name)
    found = course().context(name)
    assert isinstance(found, Race)
    assert (users_of(found), found.context) == (users, name)
    job = found.job(RUN, found.in_language("es"))
    assert Job.from_json(job.to_json()) == job
    [phase] = Phase.all([dict(phase) for phase in job.load])
    assert (phase.users, phase.lines) == (users, users + 1)


def test_those_who_come_one_after_another_have_a_name_too() -> None:
    name = context_of(60, SPREAD_S)
    assert CONTEXT.fullmatch(name)
    found = course().context(name)
    assert isinstance(found, Race)
    [phase] = Phase.all([dict(phase) for phase in found.job(RUN, found.in_language("es")).load])
    assert (found.context, phase.users, phase.over_ms) == (name, 60, 1000 * SPREAD_S)
    assert place(name) == place("lab:60")


@pytest.mark.parametrize(
    "name",
    [
        "lab:60:",
        "lab:60:0",
        "lab:60:1",
        "lab:60:02",
        "lab:60:2:2",
        "lab::2",
        "lab",
        "lab:",
        "lab:0",
        "lab:201",
        "lab:-1",
        "lab:040",
        "lab:٣",
        "lab:1e2",
        "lab:99999999",
        "LAB:3",
    ],
)
def test_whatever_is_no_size_on_offer_does_not_exist(name: str) -> None:
    with pytest.raises(UnknownContent):
        course().context(name)


def test_choosing_a_size_leaves_the_course_as_it_was() -> None:
    before = users_of(course().lab)
    course().context("lab:7")
    assert users_of(course().lab) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_programs_can_be_run_by_their_names(language: str) -> None:
    names = [entrant.name for entrant in course().lab.in_language(language)]  # type: ignore[arg-type]
    assert len(set(names)) == len(names) == 3
    assert all(NAME.fullmatch(name) for name in names)


def test_a_lab_without_its_bystander_is_found(tmp_path: Path) -> None:
    content = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    file = content / "lab" / "race.yaml"
    file.write_text(file.read_text().replace("    bystander: /menu\n", ""))
    with pytest.raises(ContentError, match="bystander"):
        read_course(content)
