"""Does a demonstration really show what it is there for?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lessons import trial
from lessons.documents import ContentError
from lessons.race import Race
from lessons.text import LANGUAGES, Language
from sandbox.supervisor import Sandbox


def check(race: Race, sandbox: Sandbox) -> Iterator[ContentError]:
    for language in LANGUAGES:
        yield from _check(race, sandbox, language)


def _check(race: Race, sandbox: Sandbox, language: Language) -> Iterator[ContentError]:
    ran = trial.run(sandbox, race, race.in_language(language))
    for racer, entrant in zip(race.racers, ran.entrants, strict=True):
        if entrant.exit_code != 0 or entrant.stderr:
            last = (entrant.stderr.strip().splitlines() or [f"{ran.outcome} {ran.reason}"])[-1]
            yield ContentError(race.program(racer, language), 1, f"does not end well: {last}")
    seen = dict(zip((racer.slug for racer in race.racers), ran.entrants, strict=True))
    for index, rule in enumerate(race.shows):
        why = broken(rule, seen, language)
        if why:
            yield race.document.error(f"the race in {language}: {why}", *race.where, "shows", index)


def broken(rule: dict[str, Any], seen: dict[str, trial.Ended], language: Language) -> str:
    """Why a rule does not hold; empty where it does."""
    if "slower" in rule:
        return _ratio(rule, seen[rule["slower"]].wall_s, seen[rule["faster"]].wall_s)
    entrant = seen[rule["entrant"]]
    if "between" in rule:
        low, high = rule["between"]
        inside = low <= entrant.wall_s <= high
        return "" if inside else f"{rule['entrant']} took {entrant.wall_s:.2f} s, not between {low} and {high}"
    found = re.search(rule["prints"][language], entrant.stdout)
    if found is None:
        return f"{rule['entrant']} does not print {rule['prints'][language]!r}"
    number = float(found[1]) if found.groups() else 0.0
    if not rule.get("least", number) <= number <= rule.get("most", number):
        return f"{rule['entrant']} prints {number:g}, against {rule}"
    return ""


def _ratio(rule: dict[str, Any], slow: float, fast: float) -> str:
    if slow >= rule["times"] * fast:
        return ""
    return f"{rule['slower']} took {slow:.2f} s and {rule['faster']} {fast:.2f} s: less than {rule['times']} times"
