"""Rules: small pure questions to the evidence, by name, so that an exercise's grading is data.

An entry of an exercise's `grade` list is `{rule: name, code: verdict code, ...parameters}`, and may hold `also`, a list
of further `{rule: name, ...parameters}` that must match too. The entries are asked in order and the first that matches
gives the verdict; where none does, the program passed. All that rules measure goes into the verdict, matched or not.
With `failed: true` it is asked also of a program that ended with an error, to say more than that it did.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from sandbox.evidence import Evidence
from sandbox.job import InvalidJob

Measured = dict[str, float | str | list[Any]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a rule matches, and the numbers it rests on."""

    matches: bool
    measured: Measured = field(default_factory=dict)


class Unfair(RuntimeError):
    """The machine left a rule too little to see: the run is not judged, and does not count."""


NOTHING: Final = Finding(False)
"""The run did not get as far as what the rule asks about."""

Ask = Callable[..., Finding]
Asker = TypeVar("Asker", bound=Ask)


@dataclass(frozen=True, slots=True)
class Rule:
    ask: Ask
    measures: frozenset[str]
    """All the names it may measure: what a message for its codes may use."""


RULES: Final[dict[str, Rule]] = {}


def rule(name: str, measures: str) -> Callable[[Asker], Asker]:
    """Register a rule: a function of the evidence and of keyword parameters, whose annotations are checked."""

    def register(ask: Asker) -> Asker:
        RULES[name] = Rule(ask, frozenset(measures.split()))
        return ask

    return register


def find(entries: Iterable[Mapping[str, Any]], evidence: Evidence) -> tuple[str, Measured]:
    """The code of the first entry that matches ('' where none does), and all that was measured on the way.

    Raises InvalidJob for an entry with no known rule, no code or wrong parameters, wherever in the list it is.
    """
    entries = list(entries)
    check(entries)
    measured: Measured = {}
    for entry in entries:
        matches = True
        for condition in conditions(entry):
            finding = _ask(condition, evidence)
            measured |= finding.measured
            matches = matches and finding.matches
        if matches:
            return str(entry["code"]), measured
    return "", measured


def check(entries: Iterable[Mapping[str, Any]]) -> None:
    """Raise InvalidJob for what `find` could not ask."""
    for entry in entries:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("code"), str):
            raise InvalidJob(f"a grading entry without a code: {entry!r}")
        for condition in conditions(entry):
            _bound(condition)


def conditions(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rules an entry asks, with their parameters."""
    own = {name: value for name, value in entry.items() if name not in ("code", "also", "failed")}
    return [own, *entry.get("also", [])]


def measures(entry: Mapping[str, Any]) -> set[str]:
    """Every name an entry may measure."""
    return set().union(*(RULES[condition["rule"]].measures for condition in conditions(entry)))


def _bound(condition: Mapping[str, Any]) -> tuple[Rule, dict[str, Any]]:
    if not isinstance(condition, Mapping) or condition.get("rule") not in RULES:
        raise InvalidJob(f"no rule {condition!r}")
    known = RULES[condition["rule"]]
    parameters = {name: value for name, value in condition.items() if name != "rule"}
    signature = inspect.signature(known.ask, eval_str=True)
    try:
        signature.bind(None, **parameters)
    except TypeError as error:
        raise InvalidJob(f"rule {condition['rule']}: {error}") from error
    for name, value in parameters.items():
        wanted = signature.parameters[name].annotation
        wanted = (int, float) if wanted is float else getattr(wanted, "__origin__", wanted)
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise InvalidJob(f"rule {condition['rule']}: {name} is {value!r}")
    return known, parameters


def _ask(condition: Mapping[str, Any], evidence: Evidence) -> Finding:
    known, parameters = _bound(condition)
    finding = known.ask(evidence, **parameters)
    if undeclared := finding.measured.keys() - known.measures:
        raise InvalidJob(f"rule {condition['rule']} measures {sorted(undeclared)} without saying so")
    return finding
