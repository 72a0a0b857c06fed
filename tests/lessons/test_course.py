"""The course as a whole: what it holds, what it says of an author's mistake, what jobs it makes."""

import shutil
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

import pytest

import lessons.course
from lessons.course import LETTERS, Course, UnknownContent, course, read_course
from lessons.documents import CONTENT, ContentError
from lessons.exercise import Exercise
from lessons.hints import ladder_of
from lessons.text import LANGUAGES
from sandbox.job import Job
from tests.lessons.unfinished import COMING, unfinished_course

RUN = str(uuid.UUID(int=7))


SIZES = dict(zip(LETTERS, (5, 5, 5, 4, 4, 5, 5, 4, 4, 4, 4, 4, 6, 5), strict=True))
"""How many items the module of each concept has at least."""
EXERCISES = ["A1", "B1", "C1", "C2", "D1", "E1", "F1", "F2", "F3", "F4", "G1", "H1", "I1", "J1", "K1", "L1", "M1", "M2"]
EXERCISES += ["N1", "N2"]


def test_the_fourteen_concepts_stand_in_order() -> None:
    assert "".join(concept.letter for concept in course().concepts) == LETTERS


def test_every_concept_has_a_rule_and_a_truth_of_its_own_in_each_language() -> None:
    for part in ("title", "rule", "truth"):
        for language in LANGUAGES:
            texts = [getattr(concept, part)[language] for concept in course().concepts]
            assert len(set(texts)) == len(LETTERS)
            assert all(texts)


def test_the_badges_are_those_the_guide_gave() -> None:
    badges = {concept.letter: concept.badge for concept in course().concepts}
    assert "".join(sorted(letter for letter, badge in badges.items() if badge == "fundamental")) == "CEGM"
    assert "".join(sorted(letter for letter, badge in badges.items() if badge == "especifico")) == "DIKL"


def test_every_lesson_is_complete_and_has_every_item_of_its_module_and_its_exercises() -> None:
    lessons = course().concepts
    assert all(lesson.is_complete for lesson in lessons)
    assert [lesson.letter for lesson in lessons if len(lesson.items) < SIZES[lesson.letter]] == []
    assert [exercise.id for exercise in course().exercises] == EXERCISES
    kinds = {item.kind for lesson in lessons for item in lesson.items}
    assert kinds == {"single", "multiple", "elapsed", "blank", "order", "match", "bugline", "output", "parsons"}


def test_every_exercise_offers_each_rung_of_the_ladder() -> None:
    without = [
        (exercise.id, rung)
        for exercise in course().exercises
        for rung in ("hints", "goals", "puzzle", "worked")
        if not getattr(exercise, rung)
    ]
    assert without == []


@pytest.mark.parametrize("name", ["Z", "Ñ", "", "a", "A\0", "A.q99"])
def test_what_does_not_exist_is_told_by_an_error_of_its_own(name: str) -> None:
    for find in (course().demo, course().exercise, course().context, course().item):
        with pytest.raises(UnknownContent):
            find(name)
    assert issubclass(UnknownContent, LookupError)


@pytest.mark.parametrize("context", ["home", *(f"demo:{letter}" for letter in LETTERS)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_race_makes_a_job_the_worker_accepts(context: str, language: str) -> None:
    race = course().context(context)
    job = race.job(RUN, race.in_language(language), graded=False)  # type: ignore[union-attr,arg-type]
    again = Job.from_json(job.to_json())
    assert again == job
    assert len(again.entrants) == len(race.racers)  # type: ignore[union-attr]
    assert again.grade == ()


@pytest.mark.parametrize("exercise_id", [exercise.id for exercise in course().exercises])
def test_only_a_graded_job_carries_the_rules(exercise_id: str) -> None:
    exercise = course().exercise(exercise_id)
    entrants = [*course().home_race().in_language("en")[:1]]
    assert exercise.job(RUN, entrants, graded=False).grade == ()
    graded = exercise.job(RUN, entrants, graded=True)
    assert graded.grade
    assert Job.from_json(graded.to_json()).exercise == exercise_id


def test_only_a_graded_script_is_ended_once_its_verdict_is_certain() -> None:
    exercise = course().exercise("F1")
    entrants = [*course().home_race().in_language("en")[:1]]
    free, graded = (exercise.job(RUN, entrants, graded).services for graded in (False, True))
    assert free == {**graded, "kitchen": {key: graded["kitchen"][key] for key in ("latency", "lull")}}
    assert graded["kitchen"]["stop"]


def test_a_coming_concept_needs_its_rule_and_its_truth_alone(tmp_path: Path) -> None:
    unfinished = unfinished_course(tmp_path)
    concept, whole = unfinished.concept(COMING), course().concept(COMING)
    assert not concept.is_complete
    assert (concept.rule, concept.truth) == (whole.rule, whole.truth)
    assert (concept.bet, concept.demo, concept.items, concept.exercises) == (None, None, (), ())
    with pytest.raises(UnknownContent):
        unfinished.context(f"demo:{COMING}")
    assert len(unfinished.exercises) == len(course().exercises) - len(whole.exercises)


EXERCISE = "a_when_async_def/exercises/a1/exercise.yaml"


Spoil = Callable[[Path], None]


def replace(old: str, new: str, name: str = "a_when_async_def/lesson.yaml") -> Spoil:
    def spoil(content: Path) -> None:
        file = content / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))

    return spoil


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (replace("badge: importante", "badge: vital"), "a_when_async_def/lesson.yaml:3: badge: 'vital' is not one of"),
        (replace("minutes: 20", "minutes: 20\0"), "lesson.yaml:1: "),
        (lambda content: (content / "b_when_def/lesson.yaml").write_text(""), "b_when_def/lesson.yaml:1: is empty"),
        (replace("minutes: 20", "minutes: [20"), "a_when_async_def/lesson.yaml:"),
        (replace('  en: "When to use async def"\n', ""), "a_when_async_def/lesson.yaml:8: title: 'en' is a required"),
        (replace("prerequisites: []", "prerequisites: [A]"), "lesson.yaml:6: A cannot come before A"),
        (replace("prerequisites: []", "prerequisites: [C]"), "a_when_async_def/lesson.yaml:6: C cannot come before A"),
        (replace("minutes: 20", "minutes: 20\nbadge: fundamental"), "lesson.yaml:6: badge stands here twice"),
        (
            replace("  latency: {/recetas: 300}", "  latency: {/recetas: 300, /recetas: 200}", EXERCISE),
            "exercise.yaml:15: /recetas stands here twice",
        ),
        (
            replace("rule: route-errors", "rule: route-eror", EXERCISE),
            "yaml:33: grade/0/rule: 'route-eror' is not known; perhaps route-errors",
        ),
        (replace("users: 50", "user: 50", EXERCISE), "exercise.yaml:24: load/2: Additional properties are not allowed"),
        (replace("entrant: blocks", "entrant: nobody"), "no entrant is called nobody"),
        (replace("slower: blocks", "slower: bloks"), "lesson.yaml:87: no entrant is called bloks"),
        (replace("exercises: [A1]", "exercises: [A1, A9]"), "the folder of exercise A9 is missing"),
        (replace("letter: A", "letter: B"), "letter B does not match the folder a_when_async_def"),
        (replace("      right: true\n", "", "a_when_async_def/quiz.yaml"), "a_when_async_def/quiz.yaml:"),
        (replace("id: A.q2", "id: A.q7", "a_when_async_def/quiz.yaml"), "should be called A.q2"),
        (replace("      - [async, await]", "      - [async]", "a_when_async_def/quiz.yaml"), "has 2 gaps"),
        (replace("line: 9", "line: 90", "a_when_async_def/quiz.yaml"), "the code has no such line"),
        (lambda content: (content / "home/async.es.py").unlink(), "the program async.es.py is missing"),
        (lambda content: (content / "m_async_and_await/en.md").unlink(), "m_async_and_await/en.md:1: cannot be read"),
        (lambda content: shutil.rmtree(content / "h_concurrent_burgers"), "the concepts are not A to N"),
    ],
)
def test_an_authors_mistake_is_told_with_file_and_line(tmp_path: Path, spoil: Spoil, told: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    read_course(content)
    spoil(content)
    with pytest.raises(ContentError) as error:
        read_course(content)
    assert told in str(error.value)


@pytest.mark.parametrize("exercise", course().exercises, ids=lambda exercise: exercise.id)
def test_every_exercise_has_the_whole_ladder(exercise: Exercise) -> None:
    assert [kind for kind, _rungs in groupby(rung.kind for rung in ladder_of(exercise))] == [
        "hint",
        "goals",
        "lines",
        "worked",
    ]


def test_many_who_ask_at_once_have_the_course_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, whole, another = [], course(), threading.Event()

    def slowly() -> Course:
        reading.append(threading.get_ident())
        if len(reading) > 1:
            another.set()
        another.wait(0.5)
        return whole

    monkeypatch.setattr(lessons.course, "read_course", slowly)
    lessons.course._read.cache_clear()
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda _: course(), range(4))) == [whole] * 4
    finally:
        lessons.course._read.cache_clear()
    assert len(reading) == 1
