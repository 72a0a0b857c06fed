"""Evidence to verdict: the order of the rules, what ends a run before them, and whose mistake is whose."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest

from sandbox.evidence import (
    SERVICES,
    Answer,
    BrokenEvidence,
    Evidence,
    Exit,
    Kitchen,
    Log,
    Phase,
    Ping,
    Request,
    Sample,
    gather,
)  # fmt: skip
from sandbox.grading import NotJudged, check_grade, judge, message
from sandbox.grading.cores import stamp
from sandbox.grading.crowd import seal
from sandbox.grading.quoting import last_error
from sandbox.inside.services import kitchen as inside
from sandbox.job import Entrant, InvalidJob, Job

PATH = "/recetas/{token}"
GRADE: tuple[dict[str, Any], ...] = (
    {"rule": "route-errors", "code": "route-error"},
    {"rule": "not-asked", "code": "invented-answer", "phase": "crowd", "path": PATH},
    {"rule": "wrong-seals", "code": "wrong-result", "phase": "crowd", "path": PATH},
    {
        "rule": "peak", "code": "loop-blocked", "phase": "crowd", "path": PATH, "at_most": 2,
        "also": [{"rule": "ping-share", "phase": "crowd", "above": 0.5}],
    },
    {"rule": "peak", "code": "sequential", "phase": "crowd", "path": PATH, "at_most": 2},
)  # fmt: skip


def job(kind: Any = "app", grade: tuple[dict[str, Any], ...] = GRADE, **more: Any) -> Job:
    load = ({"name": "crowd", "path": "/"},) if kind == "app" else ()
    return Job(run=str(uuid.uuid4()), entrants=(Entrant("pass"),), kind=kind, grade=grade, load=load, **more)


def crowd(*, users: int = 5, step: float = 0.0, ping: float = 10.0, status: int = 200, lie: bool = False) -> Evidence:
    """`users` requests of 100 ms each, `step` ms after one another."""
    paths = [f"/recetas/t{user}" for user in range(users)]
    requests = tuple(
        Request(n, n, "GET", path, n * step, n * step + 100, 200, 1, False) for n, path in enumerate(paths)
    )
    bodies = [json.dumps({"sello": "no" if lie else seal("secret", path)}) for path in paths]
    answers = tuple(Answer(n, 0, f"t{n}", "/", 0, 110, status, body) for n, body in enumerate(bodies))
    wall = (users - 1) * step + 110
    return Evidence(
        kitchen=Kitchen("secret", {}, requests, users, 0, users, False),
        app_started=True,
        load_done=True,
        phases=(Phase("crowd", 0, wall, "", answers, (Ping(0, ping, 200),), None, users),),
    )


def test_the_first_rule_that_matches_gives_the_code_and_none_is_a_pass() -> None:
    assert judge(job(), crowd()).code == "passed"
    assert judge(job(), crowd(status=500)).code == "route-error"
    assert judge(job(), crowd(lie=True)).code == "wrong-result"
    assert judge(job(), crowd(step=100, ping=490)).code == "loop-blocked"
    assert judge(job(), crowd(step=100)).code == "sequential"


def test_a_verdict_carries_the_numbers_of_every_rule_asked() -> None:
    verdict = judge(job(), crowd(step=100, ping=490))
    assert verdict.evidence["peak"] == 1
    assert verdict.evidence["right"] == 5
    assert verdict.evidence["ping_max_s"] == 0.49


def test_nobody_is_told_of_missing_parallelism_after_too_few_looks() -> None:
    """A machine so busy that the sampler hardly got to look must not fail a right answer."""
    grade = ({"rule": "parallelism", "code": "processes-misused", "phase": "crowd", "below": 1.35},)

    def code(busy: int, runnable: float) -> str:
        sample = Sample(0.1, 0.0, 0.9, runnable, busy, 1, 5, 0, 0, 60.0, 90)
        evidence = crowd()
        return judge(job(grade=grade), replace(evidence, phases=(replace(evidence.phases[0], sample=sample),))).code

    assert code(80, 1.0) == "processes-misused"
    assert code(80, 2.0) == "passed"
    assert code(3, 1.0) == "passed"
    assert code(0, 0.0) == "passed"


def test_requests_nobody_of_the_crowd_wanted_make_no_peak() -> None:
    evidence = crowd(step=100, ping=490)
    assert evidence.kitchen
    decoys = tuple(Request(100 + n, n, "GET", f"/recetas/x{n}", 0, 500, 200, 1, False) for n in range(50))
    busy = replace(evidence, kitchen=replace(evidence.kitchen, requests=evidence.kitchen.requests + decoys))
    assert judge(job(), busy).code == "loop-blocked"


def test_answers_the_kitchen_never_gave_are_invented() -> None:
    evidence = crowd()
    assert evidence.kitchen
    assert judge(job(), replace(evidence, kitchen=replace(evidence.kitchen, requests=()))).code == "invented-answer"


def test_a_phase_that_was_cut_or_never_came_is_no_pass() -> None:
    evidence = crowd()
    silent = replace(evidence, phases=(replace(evidence.phases[0], stopped="timeout"),))
    assert judge(job(), silent).code == "never-ends"
    for phases in ((), (replace(evidence.phases[0], stopped="certain"),)):
        with pytest.raises(InvalidJob):
            judge(job(), replace(evidence, phases=phases))


@pytest.mark.parametrize(
    ("kind", "end", "stderr", "code"),
    [
        ("script", Exit("exited", 1), "  File x\nSyntaxError: 'await' outside async function", "syntax-error"),
        ("script", Exit("exited", 1), "IndentationError: unexpected indent", "syntax-error"),
        ("script", Exit("exited", 1), "KeyError: 'uid'", "program-error"),
        ("script", Exit("signalled", None, 11), "", "program-error"),
        ("script", Exit("limit", None, 9, "wall"), "", "never-ends"),
        ("script", Exit("limit", None, 9, "cpu"), "", "limit-cpu"),
        ("script", Exit("limit", None, 9, "memory"), "", "limit-memory"),
        ("script", Exit("limit", None, 9, "processes"), "", "limit-processes"),
        ("script", Exit("limit", None, 9, "output"), "SyntaxError: printed", "limit-output"),
        ("script", Exit("exited", 0), "SyntaxError: only printed", "passed"),
        ("app", Exit("exited", 1), "SyntaxError: invalid syntax", "syntax-error"),
        ("app", Exit("exited", 3), "KeyError: 'KITCHEN'", "app-does-not-start"),
    ],
)
def test_what_ends_a_run_decides_before_any_rule(kind: str, end: Exit, stderr: str, code: str) -> None:
    evidence = Evidence(exit=end, stderr=stderr, app_started=False if kind == "app" else None)
    verdict = judge(job(kind, grade=()), evidence)
    assert verdict.code == code
    assert verdict.passed == (code == "passed")


def test_an_app_that_dies_under_its_load_is_a_program_error() -> None:
    dead = replace(crowd(), load_done=False, exit=Exit("exited", 0))
    assert judge(job(), dead).code == "program-error"


@pytest.mark.parametrize("outcome", ["stopped", "failed"])
def test_a_run_that_was_stopped_or_failed_by_our_mistake_is_not_judged(outcome: Any) -> None:
    with pytest.raises(NotJudged):
        judge(job(), replace(crowd(), exit=Exit(outcome, None)))


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("config", [{}, None])
def test_a_service_whose_log_is_missing_is_not_judged(service: str, config: Any) -> None:
    """A service named without a word more, which YAML reads as null, is one all the same."""
    with pytest.raises(NotJudged, match=service):
        judge(job("script", grade=(), services={service: config}), Evidence())


@pytest.mark.parametrize(
    "wrong",
    [
        {"rule": "nobody-knows", "code": "passed"},
        {"rule": "route-errors"},
        {"rule": "route-errors", "code": "no-such-code"},
        {"rule": "peak", "code": "sequential", "phase": "crowd"},
        {"rule": "peak", "code": "sequential", "phase": "crowd", "path": "/", "at_most": "two"},
        {"rule": "peak", "code": "sequential", "phase": "crowd", "path": "/", "speed": 2},
        {"rule": "route-errors", "code": "route-error", "also": [{"rule": "nobody-knows"}]},
        "peak",
    ],
)
def test_grading_that_makes_no_sense_is_our_mistake_even_where_it_would_not_be_asked(wrong: Any) -> None:
    with pytest.raises(InvalidJob):
        check_grade((wrong,))
    with pytest.raises(InvalidJob):
        judge(job(grade=(*GRADE, wrong)), crowd(status=500))


def test_overlap_is_a_share_of_the_shorter_request() -> None:
    grade = ({"rule": "overlap", "code": "sequential", "paths": ["/a/{uid}", "/b/{uid}"], "below": 0.3},)

    def kitchen(start: float) -> Evidence:
        rows = (
            Request(1, 1, "GET", "/a/7", 0, 300, 200, 1, False),
            Request(2, 2, "GET", "/b/7", start, start + 300, 200, 1, False),
        )
        return Evidence(kitchen=Kitchen("s", {"uid": 7}, rows, 2, 2, 2, False))

    assert judge(job("script", grade=grade), kitchen(10)).code == "passed"
    assert judge(job("script", grade=grade), kitchen(200)).code == "passed"
    assert judge(job("script", grade=grade), kitchen(280)).code == "sequential"
    assert judge(job("script", grade=grade), kitchen(300)).evidence["overlap_s"] == 0.0


def test_the_stamp_without_its_loop_is_the_stamp() -> None:
    for n in (0, 1, 6, 7, 8, 1000, 12_345):
        assert stamp(n) == sum(i * i % 7 for i in range(n))


def test_inside_and_outside_agree_on_the_seal() -> None:
    there = inside.Kitchen({})
    assert there.seal("/pan") == seal(there.nonce, "/pan")


@pytest.mark.parametrize(
    ("stderr", "line"),
    [
        ("", ""),
        ("Traceback (most recent call last):\n  File\nKeyError: 'x'\n", "KeyError: 'x'"),
        ("ValueError: a\nsys:1: RuntimeWarning: coroutine 'f' was never awaited\n", "ValueError: a"),
        ("KeyError: 'x'\nRuntimeWarning: Enable tracemalloc to get the object allocation traceback\n", "KeyError: 'x'"),
        ("  | ExceptionGroup: two (1 sub-exception)\n  +-+----\n    | OSError: no\n    +----\n", "OSError: no"),
        ("OSError: no\nTask was destroyed but it is pending!\ntask: <Task pending name='Task-2'>\n", "OSError: no"),
        ("KeyboardInterrupt", "KeyboardInterrupt"),
        ("just words here", "just words here"),
        ("x" * 5000, "x" * 300),
    ],
)
def test_the_last_error_is_quoted(stderr: str, line: str) -> None:
    assert last_error(stderr) == line


def test_a_report_of_another_shape_is_our_mistake() -> None:
    for wrong in (
        {},
        {"kitchen": {"nonce": 1}},
        {"kitchen": None, "app_started": None, "load_done": True, "phases": [{}]},
    ):
        with pytest.raises(BrokenEvidence):
            gather(Exit(), wrong)


def test_a_total_is_the_sum_of_what_its_own_user_asked() -> None:
    grade = ({"rule": "wrong-totals", "code": "wrong-result", "phase": "crowd"},)

    def code(*bodies: str) -> str:
        answers = tuple(
            Answer(n, 0, "", f"/total?n={n}&n=40&n=2", 0, 5, 200, body) for n, body in enumerate(bodies, start=1)
        )
        phase = Phase("crowd", 0, 10, "", answers, (), None, 0)
        return judge(job(grade=grade), replace(crowd(), phases=(phase,))).code

    assert code('{"total": 43}', '{"total": 44}') == "passed"
    assert code('{"total": 43}', '{"total": 43}') == "wrong-result"
    assert code('{"total": "43"}') == "wrong-result"
    assert code("[43]") == "wrong-result"


def test_a_frozen_loop_is_told_with_the_route_that_froze_it() -> None:
    verdict = judge(job(), crowd(step=100, ping=490))
    assert verdict.evidence["route"] == "/"
    assert message(verdict.code, verdict.evidence, "en").startswith("With 5 people at /, the kitchen saw 1 at once")


def test_what_had_to_follow_an_answer_is_lost_where_one_of_them_did_not_come() -> None:
    grade = ({"rule": "lost", "code": "log-lost", "phase": "crowd", "path": "/recetas/{token}"},)
    whole = crowd()
    assert whole.kitchen
    asked = whole.kitchen.requests

    def code(requests: tuple[Request, ...]) -> str:
        assert whole.kitchen
        return judge(job(grade=grade), replace(whole, kitchen=replace(whole.kitchen, requests=requests))).code

    assert code(asked) == "passed"
    assert code(asked[1:]) == "log-lost"
    assert code((replace(asked[0], end_ms=None, status=None), *asked[1:])) == "log-lost"


def served(*spans: tuple[str, float, float | None], connections: int = 1) -> Log:
    """A service's log: (path, start, end), all on connections of their own."""
    rows = tuple(
        Request(n, n, "", path, start, end, None if end is None else 200, 1, False)
        for n, (path, start, end) in enumerate(spans, 1)
    )
    return Log(rows, len(rows), 1, connections, False)


def asked_of(service: str, log: Log, heard: tuple[float, ...] = (), **entry: Any) -> tuple[str, dict[str, Any]]:
    """Code and evidence where one rule is asked about a service."""
    heart = tuple(Request(n, 1, "GET", "/latido", at, at + 1, 200, 1, False) for n, at in enumerate(heard))
    evidence = Evidence(services={service: log}, kitchen=Kitchen("s", {}, heart, len(heart), 1, 1, False))
    grade = ({"code": "sequential", "service": service, **entry},)
    verdict = judge(job("script", grade=grade, services={service: {}}), evidence)
    return verdict.code, verdict.evidence


QUERIES = [("select espera(100)", 0.0, 100.0), ("select espera(100)", 50.0, 150.0), ("select 1", 0.0, 150.0)]


@pytest.mark.parametrize(
    ("entry", "code", "measured"),
    [
        ({"rule": "peak", "path": "espera(", "at_most": 1}, "passed", {"peak": 2, "calls": 2}),
        ({"rule": "peak", "path": "", "exactly": 3}, "sequential", {"peak": 3, "calls": 3}),
        ({"rule": "too-few", "path": "espera(", "below": 3}, "sequential", {"calls": 2, "different": 1, "wanted": 3}),
        ({"rule": "too-few", "path": "espera(", "below": 2}, "passed", {"calls": 2, "different": 1, "wanted": 2}),
        ({"rule": "connections", "at_most": 1}, "sequential", {"connections": 1}),
        ({"rule": "connections", "above": 1}, "passed", {"connections": 1}),
        ({"rule": "span", "path": "espera(", "above": 0.8}, "passed", {"span_share": 0.75, "span_s": 0.15}),
        ({"rule": "nothing-asked"}, "passed", {"asked": 3}),
        ({"rule": "path-missing", "paths": ["espera(100)", "delete"]}, "sequential", {"missing": ["delete"]}),
        ({"rule": "overlap", "paths": ["espera", "select 1"], "below": 0.5}, "passed", {"overlap_share": 1.0}),
    ],
)
def test_rules_ask_any_service(entry: dict[str, Any], code: str, measured: dict[str, Any]) -> None:
    found, evidence = asked_of("database", served(*QUERIES), **entry)
    assert (found, {name: evidence[name] for name in measured}) == (code, measured)


def test_letters_with_one_subject_are_one_letter() -> None:
    twice = served(("Pedido 1", 0.0, 10.0), ("Pedido 1", 10.0, 20.0))
    assert asked_of("mail", twice, rule="too-few", path="Pedido", below=2)[0] == "sequential"


def test_whoever_falls_silent_while_a_file_is_opened_stood_still() -> None:
    rule: dict[str, Any] = {"rule": "silent-while", "path": "/menu.txt", "beats": "/latido", "below": 3}
    file = served(("/menu.txt", 100.0, 700.0))
    assert asked_of("disk", file, (0.0, 50.0, 150.0, 200.0, 250.0, 750.0), **rule)[0] == "passed"
    code, evidence = asked_of("disk", file, (0.0, 50.0, 750.0), **rule)
    assert (code, evidence["beats"], evidence["silent_s"]) == ("sequential", 0, 0.6)
