"""Traces written by hand: rows as the tracer would tell them, in milliseconds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sandbox.diagnosis import diagnose
from sandbox.diagnosis.facts import Facts, read_facts
from sandbox.diagnosis.finding import Case
from sandbox.diagnosis.picture import Picture
from sandbox.evidence import Exit
from sandbox.inside.reading import read
from sandbox.trace_rows import valid_row

MS = 1_000_000
PID = 2


class Trace:
    """Rows of one process; every one is valid."""

    def __init__(self, cores: int = 2) -> None:
        self.rows: list[list[Any]] = []
        self._sites: dict[tuple[tuple[int, str], ...], int] = {}
        self._add("M", 0, 1, "3.11.7", "main", "main.py", cores)
        self._add("f", 0, 0, "main.py")

    def _add(self, kind: str, t: float, *fields: Any) -> Trace:
        row = [kind, PID, round(t * MS), *fields]
        assert valid_row(row), row
        self.rows.append(row)
        return self

    def site(self, *frames: tuple[int, str]) -> int:
        """The number of a stack of (line, function), outermost first."""
        if frames not in self._sites:
            self._sites[frames] = len(self._sites) + 1
            self._add("S", 0, self._sites[frames], [[0, line, name] for line, name in frames])
        return self._sites[frames]

    def loop(self) -> Trace:
        return self._add("O", 0, 1, 0, "_UnixSelectorEventLoop")

    def task(self, number: int, t: float, coro: str, *frames: tuple[int, str], parent: int = 0) -> Trace:
        return self._add("T", t, number, parent, self.site(*frames), 0, f"Task-{number}", coro)

    def wait(self, task: int, t: float, kind: str, detail: Any, *frames: tuple[int, str], step: float = 0.1) -> Trace:
        """A step of `step` ms that began at `t`, and what the task waits for since."""
        return self._add("s", t, round(step * MS), task, "w", kind, detail, self.site(*frames))

    def end(self, task: int, t: float, how: str = "d") -> Trace:
        fields = ("ValueError",) if how == "x" else ()
        return self._add("s", t, round(0.1 * MS), task, how, *fields)

    def block(self, t: float, dur: float, task: int, *frames: tuple[int, str], **said: Any) -> Trace:
        mode, doing, cpu = said.get("mode", "waits"), said.get("doing"), said.get("cpu", 0)
        return self._add("b", t, round(dur * MS), 0, task, self.site(*frames), mode, doing, round(cpu * MS))

    def slept(self, t: float, dur: float, task: int, *frames: tuple[int, str], thread: int = 0) -> Trace:
        return self._add("z", t, round(dur * MS), thread, task, self.site(*frames))

    def item(
        self, number: int, handed: float, start: float, dur: float, *frames: tuple[int, str], **more: Any
    ) -> Trace:
        cpu = more.get("cpu", 0)
        kind, func, total = more.get("kind", "thread"), more.get("func", "work"), more.get("total", 4)
        self._add("q", handed, number, 1, kind, func, self.site(*frames), 0, 0, 0, total, 0)
        return self._add("w", start, round(dur * MS), PID, number, more.get("thread", number), round(cpu * MS), None)


def told(
    trace: Trace, source: str = "", *, facts: Facts | None = None, wall_s: float = 1.0, stderr: str = "",
    kind: str = "script", exit: Exit | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """The findings of a run with this trace, of a program whose text is read here (a test's own text is no danger)."""
    lines = source.count("\n") + 1 if source else 1000
    known = facts or (read_facts(json.dumps(read(source)), lines) if source else Facts())
    ended = exit or Exit(wall_s=wall_s)
    return diagnose(Case(Picture(trace.rows), known, ended, stderr, kind, lines))


def places(findings: Sequence[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(finding["slug"], finding["line"]) for finding in findings]
