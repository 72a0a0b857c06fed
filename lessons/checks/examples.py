"""Does an example of the playground run unchanged, and show what its page says?"""

from __future__ import annotations

from collections.abc import Iterator

from lessons import trial
from lessons.checks.races import broken
from lessons.documents import ContentError
from lessons.example import Example
from sandbox.supervisor import Sandbox


def check(example: Example, sandbox: Sandbox) -> Iterator[ContentError]:
    ran = trial.run(sandbox, example.play, example.entrants("en"))
    for part, entrant in zip(example.parts, ran.entrants, strict=True):
        if entrant.exit_code != 0 or entrant.stderr:
            last = (entrant.stderr.strip().splitlines() or [f"{ran.outcome} {ran.reason}"])[-1]
            yield ContentError(example.folder / f"{part.slug}.py", 1, f"does not end well: {last}")
    seen = dict(zip((part.slug for part in example.parts), ran.entrants, strict=True))
    for index, rule in enumerate(example.rules):
        spoken = {**rule, "prints": {"en": rule["prints"]}} if "prints" in rule else dict(rule)
        if why := broken(spoken, seen, "en"):
            yield example.document.error(why, "rules", index)
