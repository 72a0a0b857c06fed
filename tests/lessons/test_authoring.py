"""What an author gets: a first exercise that works, a course that follows its files, mistakes shown in their place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lessons import preview
from lessons.checks import check
from lessons.course import read_course, read_what_can_be
from lessons.documents import CONTENT, ContentError
from lessons.preview import AuthorMiddleware, Watched
from sandbox.supervisor import Sandbox

ROOT = Path(__file__).resolve().parents[2]
LESSON = "m_async_and_await/lesson.yaml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def new_exercise(exercise_id: str, content: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "new_exercise", exercise_id, "--content", str(content)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.jail
def test_a_new_exercise_works_as_it_is(content: Path, sandbox: Sandbox) -> None:
    done = new_exercise("m9", content)
    assert (done.returncode, done.stderr) == (0, "")
    assert "exercises: [M1, M2, M9]" in done.stdout
    course = read_course(content)
    exercise = course.exercise("M9")
    assert (len(exercise.hints), len(exercise.goals), len(exercise.worked)) == (2, 2, 2)
    assert [str(mistake) for mistake in check(course, sandbox, "M9", jobs=4)] == []


@pytest.mark.parametrize(
    ("exercise_id", "told"),
    [
        ("M2", "is there already; choose another number"),
        ("Z1", "'Z1' is no exercise's id: a letter A to N and a number, such as M3"),
        ("M", "is no exercise's id"),
        ("M0", "is no exercise's id"),
        ("../M3", "is no exercise's id"),
    ],
)
def test_what_cannot_be_a_new_exercise_is_refused_and_nothing_is_touched(
    content: Path, exercise_id: str, told: str
) -> None:
    before = sorted(content.rglob("*"))
    done = new_exercise(exercise_id, content)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(content.rglob("*")) == before
    assert (content / LESSON).read_text() == (CONTENT / LESSON).read_text()


def spoil(content: Path) -> None:
    file = content / LESSON
    file.write_text(file.read_text().replace("badge: fundamental", "badge: vital"))
    # A file may be changed twice within the file system's own idea of a moment.
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1_000_000_000))


def mend(content: Path) -> None:
    shutil.copy(CONTENT / LESSON, content / LESSON)


def test_the_course_follows_the_files_and_is_read_only_when_they_change(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "LOOK_SECONDS", -1.0)
    watched = Watched(content, lambda: read_course(content))
    first = watched.course()
    assert watched.course() is first
    spoil(content)
    for _twice in range(2):
        with pytest.raises(ContentError, match="badge: 'vital'"):
            watched.course()
    mend(content)
    assert watched.course() is not first


def test_an_unfinished_lesson_keeps_nobody_from_the_others(content: Path) -> None:
    spoil(content)
    course, mistakes = read_what_can_be(content)
    assert ["badge: 'vital'" in str(mistake) for mistake in mistakes] == [True]
    assert "".join(concept.letter for concept in course.concepts) == "ABCDEFGHIJKLN"


def test_an_author_sees_the_file_and_the_line_and_a_learner_does_not(content: Path, settings: object) -> None:
    spoil(content)
    with pytest.raises(ContentError) as error:
        read_course(content)

    def page(_request: HttpRequest) -> HttpResponse:
        raise AssertionError

    request = RequestFactory(headers={"accept-language": "en"}).get("/course/M/")
    middleware = AuthorMiddleware(page)
    settings.DEBUG = False  # type: ignore[attr-defined]
    assert middleware.process_exception(request, error.value) is None
    settings.DEBUG = True  # type: ignore[attr-defined]
    assert middleware.process_exception(request, ValueError()) is None
    answer = middleware.process_exception(request, error.value)
    assert answer is not None
    words = answer.content.decode()
    assert answer.status_code == 500
    assert f"lesson.yaml:{error.value.line}" in words
    assert f"<mark>{error.value.line}  badge: vital</mark>" in words
