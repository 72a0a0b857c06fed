"""Orders: a number at once, a screen that waits, a counter that hands over; and what rules make of them."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from typing import Any

import pytest

from sandbox.evidence import Evidence, Kitchen, Order, Request, Sample
from sandbox.grading import NotJudged, judge
from sandbox.job import Entrant, InvalidJob, Job
from tests.sandbox.beside import Companion, companion

COOK: dict[str, Any] = {"kitchen": {"orders": {"cook": 300}}}


def ask(it: Companion, method: str, path: str) -> tuple[int, dict[str, Any]]:
    line = http.client.HTTPConnection("127.0.0.1", it.kitchen_port, timeout=20)
    line.request(method, path)
    answer = line.getresponse()
    body = json.loads(answer.read())
    line.close()
    return answer.status, body


def test_a_number_is_given_at_once_and_shown_when_the_order_is_ready() -> None:
    with companion(COOK) as it:
        number = ask(it, "POST", "/pedido")[1]["turno"]
        status, body = ask(it, "GET", f"/turno/{number}?espera=0")
        assert (status, body["turno"], body["listo"]) == (202, number, False)
        assert ask(it, "POST", f"/recoge/{number}")[0] == 409
        begun = time.monotonic()
        assert ask(it, "GET", f"/turno/{number}")[1]["listo"] is True
        assert time.monotonic() - begun > 0.15
        assert ask(it, "GET", f"/turno/{number}?espera=0")[0] == 200
        assert ask(it, "POST", f"/recoge/{number}")[0] == 200
        ((told, placed, ready, collected, stood),) = it.report()["kitchen"]["orders"]
    assert told == number
    assert placed + 290 < ready <= collected
    assert stood == pytest.approx(collected - ready, abs=50)


def test_a_number_that_was_not_given_is_not_known() -> None:
    with companion(COOK) as it:
        for number in ("1", "x", "-1", "9" * 40, "1/2", "%C2%B2"):
            assert ask(it, "GET", f"/turno/{number}")[0] == 404
        assert ask(it, "POST", "/recoge/7")[0] == 404


def test_a_query_that_is_too_much_is_told_so_and_the_line_lives_on() -> None:
    with companion({"kitchen": {"orders": {"cook": 60_000}}}) as it:
        number = ask(it, "POST", "/pedido")[1]["turno"]
        line = http.client.HTTPConnection("127.0.0.1", it.kitchen_port, timeout=20)
        for query in ("a=b&" * 50, "espera=0"):
            line.request("GET", f"/turno/{number}?{query}")
            answer = line.getresponse()
            answer.read()
            assert answer.status == (202 if query == "espera=0" else 400)
        line.close()


def test_several_orders_cook_at_once_each_with_its_number() -> None:
    with companion(COOK) as it:
        numbers = [ask(it, "POST", "/pedido")[1]["turno"] for _ in range(3)]
        assert numbers == list(range(numbers[0], numbers[0] + 3))
        watchers = [threading.Thread(target=ask, args=(it, "GET", f"/turno/{number}")) for number in numbers]
        begun = time.monotonic()
        for watcher in watchers:
            watcher.start()
        for watcher in watchers:
            watcher.join()
        assert time.monotonic() - begun < 3 * 0.3
        assert ask(it, "POST", f"/recoge/{numbers[2]}")[0] == 200
        collected = [row[3] is not None for row in it.report()["kitchen"]["orders"]]
    assert collected == [False, False, True]


def test_a_kitchen_without_orders_answers_these_paths_like_any_other() -> None:
    with companion() as it:
        assert ask(it, "GET", "/turno/5")[1]["ruta"] == "/turno/5"
        assert it.report()["kitchen"]["orders"] == []


# --- What rules make of them -----------------------------------------------------------------------------------------

GRADE: tuple[dict[str, Any], ...] = (
    {"rule": "asked-too-often", "code": "polling", "prefixes": ["/turno/"], "above": 3, "besides": "/charla"},
    {"rule": "not-collected", "code": "order-not-collected"},
    {"rule": "meanwhile", "code": "stuck-at-counter", "path": "/charla", "below": 3},
    {"rule": "stood", "code": "collects-late", "above_ms": 300},
)


def verdict(requests: list[tuple[str, float, float]], *orders: Order, **more: Any) -> Any:
    rows = tuple(Request(n, n, "GET", path, start, end, 200, 1, False) for n, (path, start, end) in enumerate(requests))
    evidence = Evidence(kitchen=Kitchen("secret", {}, rows, len(rows), 0, 1, False, orders), **more)
    job = Job(run=str(uuid.uuid4()), entrants=(Entrant("pass"),), grade=GRADE)
    return judge(job, evidence)


TALK = [("/charla", float(start), start + 80.0) for start in range(0, 880, 80)]
COLLECTED = Order(417, 0, 900, 960, 60)


def test_who_talks_and_collects_at_the_end_of_the_sentence_passes() -> None:
    found = verdict(TALK, COLLECTED)
    assert found.code == "passed"
    assert found.evidence["meanwhile"] == 11
    assert found.evidence["stood_s"] == 0.06


def test_sentences_said_together_are_one() -> None:
    assert verdict([("/charla", 0, 80)] * 9, COLLECTED).code == "stuck-at-counter"
    assert verdict([("/charla", n, 80 + n) for n in range(9)], COLLECTED).evidence["meanwhile"] == 1


def test_what_was_said_before_ordering_or_after_the_number_does_not_count() -> None:
    assert verdict([("/charla", 1000 + 80 * n, 1080 + 80 * n) for n in range(9)], COLLECTED).code == "stuck-at-counter"
    assert verdict(TALK, Order(417, 800, 1700, 1760, 60)).code == "stuck-at-counter"


def test_food_that_stands_is_collected_late_and_food_left_is_not_collected() -> None:
    assert verdict(TALK, Order(417, 0, 900, 1700, 800)).code == "collects-late"
    assert verdict(TALK, Order(417, 0, 900, None, None)).code == "order-not-collected"
    assert verdict(TALK, COLLECTED, Order(418, 0, 900, None, None)).code == "order-not-collected"
    assert verdict(TALK).code == "order-not-collected"


def test_what_a_starved_program_could_not_collect_in_time_is_not_late() -> None:
    assert verdict(TALK, Order(417, 0, 900, 2900, 60)).code == "passed"


def test_looking_between_sentences_is_no_polling() -> None:
    looks = [("/turno/417", start, start + 1) for _, start, _ in TALK]
    assert verdict(TALK + looks, COLLECTED).code == "passed"
    assert verdict(TALK + looks * 2, COLLECTED).code == "polling"


def test_a_program_the_kitchen_ended_is_no_pass() -> None:
    with pytest.raises(InvalidJob, match="the kitchen ended"):
        verdict(TALK, COLLECTED, cut=True)


def test_where_the_sampler_is_wanted_its_report_must_be_there() -> None:
    job = Job(run=str(uuid.uuid4()), entrants=(Entrant("pass"),), services={"sampler": {}})
    with pytest.raises(NotJudged, match="sampler"):
        judge(job, Evidence())
    assert judge(job, Evidence(sample=Sample(0.1, 0, 0, 1.0, 9, 1, 1, 0, 0, 20.0, 9))).code == "passed"
