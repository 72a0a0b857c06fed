"""A diagnosis from a worker that lies is no diagnosis; one from ours is shown and kept."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from parrilla.runs.findings import are_findings
from parrilla.runs.transcript import Invalid, read_frame
from sandbox.diagnosis import diagnose
from sandbox.diagnosis.facts import Facts
from sandbox.diagnosis.finding import Case
from sandbox.diagnosis.picture import Picture

GOOD: dict[str, Any] = {
    "slug": "blocking-sleep",
    "line": 4,
    "values": {"call": "time.sleep", "ms": 300},
    "rows": [["b", 2, 5_000_000_000, 0]],
    "lesson": "C",
    "message": {"es": "Paró el bucle", "en": "It held the loop"},
    "next": {"es": "Espera con await", "en": "Wait with await"},
    "belief": {"es": "Solo me duerme a mí", "en": "It only puts me to sleep"},
    "saves": {"measured_s": 0.9, "predicted_s": 0.3, "edit": [{"from": 4, "to": 4, "text": "    await f()"}]},
}


def test_what_the_engine_says_passes() -> None:
    assert are_findings({"findings": [GOOD]})
    (event,) = read_frame(
        json.dumps([{"seq": 0, "t": 1, "type": "diagnosis", "entrant": 0, "data": {"findings": [GOOD]}}])
    )
    assert event["data"]["findings"] == [GOOD]


def test_a_finding_of_long_ago_says_no_belief() -> None:
    assert are_findings({"findings": [{name: value for name, value in GOOD.items() if name != "belief"}]})


def test_an_exception_makes_a_finding_that_passes() -> None:
    stderr = (
        'Traceback (most recent call last):\n  File "main.py", line 3, in <module>\n    await f()\n'
        "    ^^^^^^^^^\nSyntaxError: 'await' outside function\n"
    )
    found = diagnose(Case(Picture([]), Facts(), stderr=stderr, lines=5))
    assert found
    assert are_findings({"findings": found})


@pytest.mark.parametrize(
    ("path", "lie"),
    [
        (("slug",), "<b>"),
        (("line",), -1),
        (("line",), True),
        (("lesson",), "javascript:"),
        (("message",), "text"),
        (("message", "es"), None),
        (("message", "es"), "x" * 1001),
        (("next", "en"), "\0"),
        (("belief", "en"), None),
        (("belief",), ["text"]),
        (("values",), {"call": {"deep": 1}}),
        (("values",), {"ms": 1e400}),
        (("rows",), [[[]]]),
        (("rows",), [[1]] * 21),
        (("saves",), {"measured_s": "0.9", "predicted_s": 0.3}),
        (("saves", "edit"), [{"from": 4, "to": 1, "text": ""}]),
        (("saves", "edit"), [{"from": 4, "to": 4, "text": "\ud800"}]),
    ],
)
def test_a_lie_does_not(path: tuple[str, ...], lie: object) -> None:
    lying = copy.deepcopy(GOOD)
    place = lying
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = lie
    assert not are_findings({"findings": [lying]})


@pytest.mark.parametrize("found", [None, [], [GOOD] * 4, ["text"], {}])
def test_as_many_as_there_may_be(found: object) -> None:
    assert not are_findings({"findings": found})
    with pytest.raises(Invalid):
        read_frame(json.dumps([{"seq": 0, "t": 1, "type": "diagnosis", "data": {"findings": found}}]))
