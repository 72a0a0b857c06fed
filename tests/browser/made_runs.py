"""Runs nobody ran: events as the platform sends them, for pictures and measurements of the timeline."""

from __future__ import annotations

from typing import Any, Final

Event = dict[str, Any]
Row = list[Any]

MS: Final = 1_000_000
PID: Final = 7


def begun(*names: str) -> list[Event]:
    """The first event of a run of programs with these names."""
    entrants = [{"name": name, "form": ""} for name in names]
    data = {"python": "3.11.7", "cores": 2, "kind": "script", "entrants": entrants, "limits": {"wall_s": 20}}
    return [{"seq": 0, "t": 0, "type": "started", "data": data}]


def started(entrant: int, t: float) -> Event:
    return {"seq": 0, "t": t, "type": "entrant-started", "entrant": entrant, "data": {}}


def traced(entrant: int, t: float, rows: list[Row]) -> Event:
    return {"seq": 0, "t": t, "type": "trace", "entrant": entrant, "data": {"rows": rows}}


def ended(entrant: int, t: float, wall_s: float, cpu_s: float = 0.05) -> Event:
    data = {"outcome": "exited", "exit_code": 0, "wall_s": wall_s, "cpu_s": cpu_s, "peak_mb": 21}
    return {"seq": 0, "t": t, "type": "entrant-ended", "entrant": entrant, "data": data}


def over(t: float) -> Event:
    return {"seq": 0, "t": t, "type": "ended", "data": {"outcome": "finished", "reason": ""}}


def numbered(events: list[Event]) -> list[Event]:
    return [{**event, "seq": number} for number, event in enumerate(events)]


def opening(lines: int = 12) -> list[Row]:
    """Rows that begin a program: its process, its file, a site for each of its lines, its loop."""
    sites: list[Row] = [["S", PID, 0, line, [[1, line, "cook"]]] for line in range(1, lines + 1)]
    return [
        ["M", PID, 0, 1, "3.11.7", "main", "main.py", 2],
        ["f", PID, 0, 1, "main.py"],
        *sites,
        ["O", PID, 0, 1, 0, "_UnixSelectorEventLoop"],
    ]


def task(number: int, at_ms: float, name: str = "cook") -> Row:
    return ["T", PID, round(at_ms * MS), number, 0, 1, 0, f"Task-{number}", name]


def step(number: int, at_ms: float, ms: float, wait: str = "net", line: int = 6, detail: Any = None) -> Row:
    return ["s", PID, round(at_ms * MS), round(ms * MS), number, "w", wait, detail, line]


def done(number: int, at_ms: float, ms: float) -> Row:
    return ["s", PID, round(at_ms * MS), round(ms * MS), number, "d"]


def block(number: int, at_ms: float, ms: float, line: int = 6, *, live: bool = False) -> Row:
    return ["B" if live else "b", PID, round(at_ms * MS), round(ms * MS), 0, number, line, "waits", "sleep", 0]


def turns(tasks: int, steps: int, spread_ms: float, first_ms: float = 0) -> list[Row]:
    """`tasks` tasks of `steps` turns each within `spread_ms`: per turn a step, a wait, and a piece of the loop."""
    rows = [task(number, first_ms) for number in range(1, tasks + 1)]
    pause = spread_ms / steps
    turn = pause / tasks
    for index in range(steps):
        for number in range(1, tasks + 1):
            at = first_ms + index * pause + number * turn
            rows.append(step(number, at, turn * 0.7) if index < steps - 1 else done(number, at, turn * 0.7))
    return rows
