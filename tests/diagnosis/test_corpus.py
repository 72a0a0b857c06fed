"""The corpus is whole and honest in its labels; and the diagnosis does well on the part it may be tuned on."""

from __future__ import annotations

from collections import Counter

import pytest

from sandbox.job import KINDS
from tests.diagnosis.corpus import TUNING, UNSEEN, BadLabel, Program, programs, slugs
from tests.diagnosis.score import Result, Score, score

LEAST = 170
SEVERAL = 2
"""Wrong programs, and innocent ones that look like them, that there must be of each misconception."""
SYNTAX_SLUGS = frozenset({"await-outside-async"})

AT_LEAST_PRECISE = 0.95
AT_LEAST_FOUND = 0.90


@pytest.fixture(scope="module")
def tuning() -> list[Program]:
    return programs(TUNING)


@pytest.fixture(scope="module")
def unseen() -> list[Program]:
    return programs(UNSEEN)


@pytest.fixture(scope="module")
def everything(tuning: list[Program], unseen: list[Program]) -> list[Program]:
    return tuning + unseen


def test_there_are_enough_and_a_part_is_kept_apart(tuning: list[Program], unseen: list[Program]) -> None:
    assert len(tuning) + len(unseen) >= LEAST
    assert 0.2 <= len(unseen) / (len(tuning) + len(unseen)) <= 0.4
    assert {program.source for program in tuning}.isdisjoint(program.source for program in unseen)


@pytest.mark.parametrize("folder", [TUNING, UNSEEN], ids=["tuning", "unseen"])
def test_right_and_wrong_programs_keep_the_balance(folder: object) -> None:
    chosen = programs(TUNING if folder == TUNING else UNSEEN)
    assert 0.4 <= sum(program.innocent for program in chosen) / len(chosen) <= 0.6


def test_labels_speak_of_known_misconceptions_and_lines_that_exist(everything: list[Program]) -> None:
    known = slugs()
    for program in everything:
        lines = program.source.splitlines()
        said = {slug for ways in program.expected for slug, _ in ways} | program.allowed | program.looks_like
        assert said <= known, program.name
        for ways in program.expected:
            for _, line in ways:
                assert lines[line - 1].strip(), program.name
                assert not lines[line - 1].lstrip().startswith("#"), program.name


def test_every_misconception_has_wrong_programs_and_innocent_ones_that_look_like_it(everything: list[Program]) -> None:
    wrong = Counter(slug for program in everything for slug in program.slugs)
    like = Counter(slug for program in everything if program.innocent for slug in program.looks_like)
    assert {slug for slug in wrong if wrong[slug] < SEVERAL} == set()
    assert {slug for slug in wrong if like[slug] < SEVERAL} == set()


def test_innocent_programs_say_what_they_could_be_taken_for(everything: list[Program]) -> None:
    assert [program.name for program in everything if program.innocent != bool(program.looks_like)] == []


def test_every_program_is_python_unless_its_label_says_otherwise(everything: list[Program]) -> None:
    for program in everything:
        try:
            compile(program.source, program.name, "exec", dont_inherit=True)
            broken = False
        except SyntaxError:
            broken = True
        excused = bool(program.slugs & SYNTAX_SLUGS) or (program.innocent and bool(program.looks_like & SYNTAX_SLUGS))
        assert not broken or excused, program.name
        assert not (broken and program.exit_code == 0), program.name


def test_a_misplaced_await_is_really_one(everything: list[Program]) -> None:
    for program in everything:
        if program.slugs & SYNTAX_SLUGS:
            with pytest.raises(SyntaxError):
                compile(program.source, program.name, "exec", dont_inherit=True)


def test_a_program_says_what_it_needs(everything: list[Program]) -> None:
    for program in everything:
        job = program.job()
        assert job.kind in KINDS
        assert ("KITCHEN" in program.source or "COCINA" in program.source) == bool(job.services), program.name
        assert (job.kind == "app") == bool(job.load) == ("kind" in program.job_words), program.name
        assert program.job_words.get("service", "kitchen") == "kitchen", program.name


def test_a_twin_is_the_innocent_program_beside_it(everything: list[Program]) -> None:
    by_path = {program.path: program for program in everything}
    paired = [program for program in everything if program.twin]
    assert len(paired) >= 15
    for program in paired:
        twin = by_path[program.path.parent / program.twin]
        assert twin.innocent, program.name
        assert not program.innocent, program.name
        assert len(program.expected) == 1, program.name


def test_a_header_with_an_unknown_word_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "odd.py"
    path.write_text("# expect: nothing\n# expekt: nothing\n")
    with pytest.raises(BadLabel):
        Program.read(path)


def _told(program: Program, *places: tuple[str, int]) -> Result:
    findings = tuple({"slug": slug, "line": line} for slug, line in places)
    return Result(program, findings, "exited", 0, 0.1, 0.1, 0.0)


def test_the_score_counts_what_was_right_missed_allowed_and_false(tmp_path) -> None:  # type: ignore[no-untyped-def]
    wrong, innocent = tmp_path / "wrong.py", tmp_path / "innocent.py"
    wrong.write_text("# expect: polling@3|create-then-await@7 await-in-loop@5\n# allow: task-dropped\n")
    innocent.write_text("# expect: nothing\n# looks-like: polling\n")
    program = Program.read(wrong)
    result = _told(program, ("create-then-await", 8), ("task-dropped", 1), ("await-in-loop", 7))
    counted = Score([result, _told(Program.read(innocent), ("polling", 1)), _told(Program.read(innocent))])
    assert result.right == [("create-then-await", 8)]
    assert result.wrong == [("await-in-loop", 7)]
    assert [ways[0] for ways in result.missed] == [("await-in-loop", 5)]
    assert counted.precision == pytest.approx(1 / 3)
    assert counted.recall == pytest.approx(1 / 2)
    assert len(counted.false_alarms) == 1


def test_a_report_without_names_tells_of_no_single_program(unseen: list[Program]) -> None:
    counted = Score([_told(program, ("polling", 1)) for program in unseen])
    named, unnamed = "\n".join(counted.lines()), "\n".join(counted.lines(names=False))
    assert any(program.path.name in named for program in unseen)
    assert not any(program.path.name in unnamed for program in unseen)


def test_a_predicted_time_is_held_against_the_twins(tmp_path) -> None:  # type: ignore[no-untyped-def]
    slow, twin = tmp_path / "slow.py", tmp_path / "twin.py"
    slow.write_text("# expect: await-in-loop@3\n# twin: twin.py\nx = 1\n")
    twin.write_text("# expect: nothing\n# looks-like: await-in-loop\n")
    finding = {"slug": "await-in-loop", "line": 3, "saves": {"measured_s": 0.6, "predicted_s": 0.2}}
    told = Result(Program.read(slow), (finding,), "exited", 0, 0.7, 0.1, 0.0)
    right = Result(Program.read(twin), (), "exited", 0, 0.35, 0.1, 0.0)
    [(_, predicted, measured)] = Score([told, right]).predictions()
    assert predicted == pytest.approx(0.3)
    assert measured == 0.35


@pytest.mark.jail
def test_engine_scores(tuning: list[Program]) -> None:
    """On the programs it may be tuned on, the diagnosis is right when it speaks, and rarely silent. Every other one,
    which keeps the time it takes in bounds; the command asks all of them."""
    scored = score(tuning[::2], side_by_side=4)
    report = "\n".join(scored.lines())
    assert scored.astray == [], report
    assert scored.precision >= AT_LEAST_PRECISE, report
    assert scored.recall >= AT_LEAST_FOUND, report
