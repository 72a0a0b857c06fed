"""The playground's choices: what is on offer can be named, and a name is enough to make the job again."""

from __future__ import annotations

import itertools
import shutil
import uuid
from pathlib import Path

import pytest

from lessons.course import UnknownContent, course, read_course
from lessons.documents import CONTENT, ContentError
from lessons.play import KINDS, PROGRAMS, SERVICES, USERS, Play, UnknownChoice
from lessons.text import LANGUAGES
from parrilla.runs.request import CONTEXT, NAME
from sandbox.inside.services.kitchen import Kitchen
from sandbox.inside.services.load import Phase
from sandbox.job import Entrant, Job

RUN = str(uuid.UUID(int=7))
PLAYS = [
    Play.read(kind, services, users)
    for kind, users in itertools.product(KINDS, USERS)
    for services in ([], *([service.key] for service in SERVICES))
]


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: f"{play.context} {play.users}")
def test_every_choice_has_a_name_that_a_browser_may_send_and_that_gives_it_back(play: Play) -> None:
    assert CONTEXT.fullmatch(play.context)
    found = course().context(play.context)
    assert isinstance(found, Play)
    assert (found.kind, found.services, found.context) == (play.kind, play.services, play.context)
    job = found.job(RUN, [Entrant("print(1)\n")])
    assert Job.from_json(job.to_json()) == job
    Phase.all([dict(phase) for phase in job.load])
    if "kitchen" in job.services:
        Kitchen(job.services["kitchen"])


def test_the_longest_name_fits_where_a_run_keeps_it() -> None:
    everything = Play("app", tuple({service.place: service.key for service in SERVICES}.values()), max(USERS))
    assert len(everything.context) <= 40


@pytest.mark.parametrize(
    "name",
    [
        *("play:", "play:script", "play:app:none", "play:script:none:30", "play:app:none:31", "play:app:none:030"),
        *("play:app:none:-1", "play:app:none:٣٠", "play:app:none:999999999999", "play:script:oven", "play:shell:none"),
        *("play:script:kitchen_stoves", "play:script:kitchen_kitchen", "play:script:", "play:script:_", "play:app::30"),
        *("play", "play:script:none_kitchen", "PLAY:script:none", "play:script:kitchen:"),
    ],
)
def test_whatever_is_not_on_offer_does_not_exist(name: str) -> None:
    with pytest.raises(UnknownContent):
        course().context(name)


@pytest.mark.parametrize(
    ("kind", "services", "users"),
    [
        *(("script", "kitchen", 30), ("script", [["kitchen"]], 30), ("script", ["oven"], 30), (None, [], 30)),
        *(("script", [], True), ("script", [], 30.0), ("script", [], "30"), ([], [], 30), ("script", None, 30)),
        *(("script", ["kitchen", "stoves"], 30), ("script", ["kitchen", "kitchen"], 30), ("script", {}, 30)),
    ],
)
def test_choices_of_a_wrong_type_or_two_in_one_place_are_refused(kind: object, services: object, users: object) -> None:
    with pytest.raises(UnknownChoice):
        Play.read(kind, services, users)


def test_an_app_gets_its_users_and_a_script_none() -> None:
    app, script = Play("app", (), 60), Play("script", (), 60)
    assert [(phase["users"], phase["path"]) for phase in app.job(RUN, [Entrant("1")]).load] == [(60, "/?user={user}")]
    assert script.job(RUN, [Entrant("1")]).load == ()


def test_nothing_here_is_ever_graded_and_only_processes_wait_for_a_core() -> None:
    play = Play()
    assert play.job(RUN, [Entrant("1")], graded=True).grade == ()
    assert not play.job(RUN, [Entrant("1", form="threads")]).cpu
    assert play.job(RUN, [Entrant("1"), Entrant("2", form="processes")]).cpu


def test_there_are_twelve_examples_each_with_words_of_its_own_in_both_languages() -> None:
    examples = course().examples
    assert len(examples) == 12
    for part in ("title", "shows", "explains"):
        for language in LANGUAGES:
            texts = [getattr(example, part)[language] for example in examples]
            assert len(set(texts)) == len(examples)
    for example in examples:
        assert example.shows.es != example.shows.en
        assert example.explains.es != example.explains.en


def test_every_example_can_be_sent_as_it_stands() -> None:
    for example in course().examples:
        assert 1 <= len(example.parts) <= PROGRAMS
        for language in LANGUAGES:
            names = [entrant.name for entrant in example.entrants(language)]
            assert all(NAME.fullmatch(name) for name in names), names
            assert len(set(names)) == len(names)
            job = example.play.job(RUN, example.entrants(language))
            assert Job.from_json(job.to_json()) == job


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("examples.yaml", "  - one-fails\n", "", "examples.yaml does not list it"),
        ("examples.yaml", "  - one-fails\n", "  - one-fails\n  - two-fail\n", "the folder of two-fail is missing"),
        ("few-stoves/example.yaml", "services: [stoves]", "services: [oven]", "the playground does not offer this"),
        ("few-stoves/example.yaml", "slug: semaphore", "slug: lamp", "the program lamp.py is missing"),
        ("few-stoves/example.yaml", "entrant: semaphore", "entrant: lamp", "no program is called lamp"),
        ("few-stoves/example.yaml", "\nshows:", "\nsays:", "few-stoves/example.yaml"),
    ],
)
def test_an_author_s_mistake_is_named_with_its_file(
    tmp_path: Path, file: str, old: str, new: str, complaint: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    spoiled = content / "examples" / file
    assert old in spoiled.read_text()
    spoiled.write_text(spoiled.read_text().replace(old, new, 1))
    with pytest.raises(ContentError, match=complaint):
        read_course(content)
