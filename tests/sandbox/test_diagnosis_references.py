"""Nothing is said of the course's own right answers."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
import yaml

from sandbox.events import Event
from sandbox.job import Entrant, Job, Limits, clean_source
from sandbox.supervisor import Sandbox

pytestmark = pytest.mark.jail

CONTENT = Path(__file__).parents[2] / "lessons" / "content"
REFERENCES = sorted(CONTENT.glob("*/exercises/*/reference.py"))


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda path: path.parent.name)
def test_a_reference_answer_is_left_in_peace(sandbox: Sandbox, reference: Path) -> None:
    exercise = yaml.safe_load((reference.parent / "exercise.yaml").read_text())
    job = Job(
        run=str(uuid.uuid4()),
        entrants=(Entrant(clean_source(reference.read_text())),),
        kind=exercise["kind"],
        limits=Limits(**exercise.get("limits", {})),
        services=exercise.get("services", {}),
        load=tuple(exercise.get("load", ())),
    )
    events: list[Event] = []
    sandbox.run(job, events.extend)
    found = [finding for event in events if event["type"] == "diagnosis" for finding in event["data"]["findings"]]
    assert [(finding["slug"], finding["line"]) for finding in found] == []


def test_there_are_reference_answers() -> None:
    assert REFERENCES
