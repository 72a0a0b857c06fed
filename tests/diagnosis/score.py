"""Runs labelled programs through the real jail and holds what the diagnosis says against their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

from sandbox.events import Event
from sandbox.supervisor import Sandbox
from tests.diagnosis.corpus import LINES_OFF, Place, Program

SETTLED: Final = frozenset({"exited", "stopped"})
"""How a program of the corpus may end: by itself, or (an app) because its load is over."""


@dataclass(frozen=True, slots=True)
class Result:
    """One program's run."""

    program: Program
    findings: tuple[dict[str, Any], ...]
    outcome: str
    exit_code: int | None
    wall_s: float
    cpu_s: float
    blocked_s: float
    """How long its event loop was blocked in all, by the trace."""
    stderr: str = ""

    @property
    def told(self) -> list[Place]:
        return [(finding["slug"], finding["line"]) for finding in self.findings]

    @property
    def behaved(self) -> bool:
        """Whether it ended as its label claims. An app is ended from outside: its status is none of its own."""
        if self.program.job_words.get("kind") == "app":
            return self.outcome in SETTLED
        return self.outcome == "exited" and self.exit_code == self.program.exit_code

    @property
    def missed(self) -> list[tuple[Place, ...]]:
        return [ways for ways in self.program.expected if not any(_is(told, ways) for told in self.told)]

    @property
    def right(self) -> list[Place]:
        return [told for told in self.told if any(_is(told, ways) for ways in self.program.expected)]

    @property
    def wrong(self) -> list[Place]:
        """Neither expected nor allowed. The right slug at a wrong line is wrong, also where the slug is allowed."""
        expected = {slug for ways in self.program.expected for slug, _ in ways}
        excused = self.program.allowed - expected
        return [told for told in self.told if told not in self.right and told[0] not in excused]


@dataclass(slots=True)
class Score:
    results: list[Result]
    right: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for result in self.results:
            missed = result.missed
            for ways in result.program.expected:
                self.expected[ways[0][0]] += 1
                self.found[ways[0][0]] += ways not in missed
            self.right.update(slug for slug, _ in result.right)
            self.wrong.update(slug for slug, _ in result.wrong)

    @property
    def precision(self) -> float:
        """Right findings among those that are not merely allowed; 1 where there are none."""
        told = self.right.total() + self.wrong.total()
        return self.right.total() / told if told else 1.0

    @property
    def recall(self) -> float:
        return self.found.total() / self.expected.total() if self.expected else 1.0

    @property
    def false_alarms(self) -> list[Result]:
        """Innocent programs of which something was said."""
        return [result for result in self.results if result.program.innocent and result.wrong]

    @property
    def astray(self) -> list[Result]:
        """Programs that did not do what their label claims: nothing can be learnt from them."""
        return [result for result in self.results if not result.behaved]

    def predictions(self) -> list[tuple[Result, float, float]]:
        """Result, seconds the right program would take by what was said, seconds it took. What a finding saves is
        taken off the whole program's time, so that it may speak of a part of it."""
        by_path = {result.program.path: result for result in self.results}
        rows = []
        for result in self.results:
            twin = by_path.get(result.program.path.parent / result.program.twin) if result.program.twin else None
            saves = [
                finding["saves"]
                for finding in result.findings
                if finding.get("saves") and (finding["slug"], finding["line"]) in result.right
            ]
            if twin and saves:
                rows.append((result, result.wall_s - saves[0]["measured_s"] + saves[0]["predicted_s"], twin.wall_s))
        return rows

    def lines(self, *, names: bool = True) -> Iterable[str]:
        """The report. Without `names` it tells nothing of single programs."""
        for result in self.results if names else ():
            wrong = [f"not so: {slug}@{line}" for slug, line in result.wrong]
            missed = ["missed: " + "|".join(f"{slug}@{line}" for slug, line in ways) for ways in result.missed]
            astray = [] if result.behaved else [f"ended {result.outcome}, exit status {result.exit_code}"]
            if told := missed + wrong + astray:
                yield f"{result.program.name}: {'; '.join(told)}"
        yield f"{'slug':30} expected  found  right  wrong"
        for slug in sorted(self.expected.keys() | self.right.keys() | self.wrong.keys()):
            counts = (self.expected[slug], self.found[slug], self.right[slug], self.wrong[slug])
            yield f"{slug:30} {counts[0]:8} {counts[1]:6} {counts[2]:6} {counts[3]:6}"
        innocent = sum(result.program.innocent for result in self.results)
        yield f"{len(self.results)} programs, {innocent} of them innocent, {len(self.false_alarms)} false alarms"
        yield f"precision {self.precision:.3f} ({self.right.total()} of {self.right.total() + self.wrong.total()})"
        yield f"recall    {self.recall:.3f} ({self.found.total()} of {self.expected.total()})"
        if rows := self.predictions():
            errors = []
            for result, predicted, measured in rows:
                errors.append(abs(predicted - measured))
                if names:
                    times = f"{result.wall_s:.3f} s, predicted {predicted:.3f}, twin {measured:.3f}"
                    yield f"{result.program.name}: {times}"
            shares = [error / measured for error, (_, _, measured) in zip(errors, rows, strict=True)]
            yield (
                f"prediction error over {len(rows)} twins: median {median(errors):.3f} s ({median(shares):.0%}), "
                f"worst {max(errors):.3f} s ({max(shares):.0%})"
            )


def run(sandbox: Sandbox, program: Program) -> Result:
    events: list[Event] = []
    sandbox.run(program.job(), events.extend)
    findings = [finding for event in events if event["type"] == "diagnosis" for finding in event["data"]["findings"]]
    end = next((event["data"] for event in events if event["type"] == "entrant-ended"), None)
    if end is None:
        return Result(program, (), str(events[-1]["data"]), None, 0.0, 0.0, 0.0)
    rows = [row for event in events if event["type"] == "trace" for row in event["data"]["rows"]]
    errors = [event["data"] for event in events if event["type"] == "output" and event["data"]["stream"] == "stderr"]
    return Result(
        program,
        tuple(findings),
        end["outcome"],
        end["exit_code"],
        end["wall_s"],
        end["cpu_s"],
        sum(row[3] for row in rows if row[0] == "b") / 1e9,
        "".join(data["text"] for data in errors),
    )


def score(
    chosen: list[Program], side_by_side: int, watch: Callable[[Result], object] = id, sandbox: Sandbox | None = None
) -> Score:
    """Raises CannotJail. `watch` gets each result as it comes."""
    if sandbox is None:
        with Sandbox(warm=side_by_side) as opened:
            return score(chosen, side_by_side, watch, opened)

    def one(program: Program) -> Result:
        result = run(sandbox, program)
        watch(result)
        return result

    with ThreadPoolExecutor(side_by_side) as pool:
        return Score(list(pool.map(one, chosen)))


def _is(told: Place, ways: tuple[Place, ...]) -> bool:
    return any(told[0] == slug and abs(told[1] - line) <= LINES_OFF for slug, line in ways)
