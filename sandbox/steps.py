"""What step mode tells, checked: it is written inside the jail by the learner's own process, and so can be forged.

The data of a `step` event, once a run, where the program stopped or ended:

`made`     [[chosen, of, task], ...]: the choices so far: which in line, of how many, the number of the task.
`t`        virtual seconds since the program began.
`ready`    [{task, name, coro, line, values}, ...]: the ready tasks in line; empty where the program has ended.
`waiting`  the same of those that wait, with `wait` (a slug: sleep, lock, event, condition, semaphore, barrier,
           queue-get, queue-put, queue-join, taskgroup, task, gather, wait, wait-for, future, turn), `on` (what the
           program calls it, or names of tasks), `until` (virtual seconds | null), `holder` (the number of the task
           that has the lock; 0: none).
`names`    [[task, name], ...] of all tasks so far that are still known.
`values`   [[name, value], ...] of the program's globals; those of `ready` and `waiting` are locals at their lines.
`end`      null where it asks for a choice, else {how, exc, text, line}: `how` is returned | raised | refused | deadlock
           | endless | astray (the schedule belongs to another program) | broken | killed.
`refused`  null, or [what, line]: the first thing it asked for that step mode does not do: thread | connection |
           process.

The data of a `search` event: {runs, default, found, cut}. `default`: how the program ends in asyncio's own order,
{how, exc, text, line, last (line printed)}, null where it does not within its time. `found`: null, or the same of the
first order that ends otherwise, with its `schedule`. `cut`: '' where all orders within the bounds were tried, else
runs | time.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final

from sandbox.job import MAX_CHOICES, MAX_READY, is_schedule

if TYPE_CHECKING:
    from sandbox.frames import Stream

LINE_BYTES: Final = 256 * 1024
STEP_BYTES: Final = 48 * 1024
"""Of one event: it fits a frame."""
NAME_CHARS: Final = 40
TEXT_CHARS: Final = 200
SLUG: Final = re.compile(r"[a-z][a-z-]{0,19}")
LATEST: Final = 1e12
TASKS: Final = 10**6
FORBIDDEN: Final = re.compile("[\0\ud800-\udfff]")


class Steps:
    """The one word of a stepped program, off its trace pipe."""

    def __init__(self, stream: Stream, entrant: int) -> None:
        self._stream = stream
        self._entrant = entrant
        self._rest = b""
        self._told = False
        self._wrong = 0
        self.rows: list[Any] = []
        """No rows of a tracer."""

    def take(self, data: bytes) -> None:
        *lines, rest = (self._rest + data).split(b"\n")
        self._rest = rest[: LINE_BYTES + 1]
        for line in lines:
            self._tell(line)

    def end(self) -> None:
        """Say that something was not told, if anything was not."""
        if self._rest:
            self._wrong += 1
        if self._wrong:
            self._stream.add("note", {"code": "step-refused"}, self._entrant)

    def _tell(self, line: bytes) -> None:
        word = read_word(line)
        if word is None or self._told:
            self._wrong += 1
            return
        self._told = True
        self._stream.add(*word, self._entrant)


def read_word(line: bytes) -> tuple[str, dict[str, Any]] | None:
    """The type and the data of the event a line gives; None where it gives none."""
    if len(line) > LINE_BYTES:
        return None
    try:
        word = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    if not isinstance(word, dict) or len(word) != 1:
        return None
    ((kind, data),) = word.items()
    if kind == "step":
        data = lightened(data)
    check = {"step": is_step, "search": is_search}.get(kind)
    return (kind, data) if check is not None and check(data) else None


def lightened(data: Any) -> Any:
    """A state too long for a frame without the values of its tasks."""
    try:
        if not isinstance(data, dict) or len(json.dumps(data)) <= STEP_BYTES:
            return data
    except RecursionError:
        return None
    lists = {
        name: [{**one, "values": []} for one in data[name] if isinstance(one, dict)]
        for name in ("ready", "waiting")
        if isinstance(data.get(name), list)
    }
    return {**data, **lists}


def is_step(data: Any) -> bool:
    """Whether this is the data of a `step` event: nothing missing, nothing more, all of it bounded."""
    return (
        _has(data, "made", "t", "ready", "waiting", "names", "values", "end", "refused")
        and _list(data["made"], MAX_CHOICES, _is_made)
        and _is_time(data["t"])
        and _list(data["ready"], MAX_READY, _is_ready)
        and _list(data["waiting"], MAX_READY, _is_waiting)
        and _list(data["names"], MAX_READY, lambda one: _pair(one) and _is_task(one[0]) and _text(one[1], NAME_CHARS))
        and _are_values(data["values"])
        and (data["end"] is None or (_has(data["end"], *END) and _is_end(data["end"])))
        and (data["refused"] is None or _is_refused(data["refused"]))
        and len(json.dumps(data)) <= STEP_BYTES
    )


def is_search(data: Any) -> bool:
    """Whether this is the data of a `search` event."""
    return (
        _has(data, "runs", "default", "found", "cut")
        and type(data["runs"]) is int
        and 1 <= data["runs"] <= 1000
        and (data["default"] is None or (_has(data["default"], *END, "last") and _is_end(data["default"])))
        and (data["found"] is None or _is_found(data["found"]))
        and data["cut"] in ("", "runs", "time")
    )


END: Final = ("how", "exc", "text", "line")


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _has(data: Any, *names: str) -> bool:
    return isinstance(data, dict) and data.keys() == set(names)


def _list(value: Any, longest: int, check: Any) -> bool:
    return isinstance(value, list) and len(value) <= longest and all(check(one) for one in value)


def _pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2


def _text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest and FORBIDDEN.search(value) is None


def _number(value: Any, beyond: int) -> bool:
    return type(value) is int and 0 <= value < beyond


def _is_task(value: Any) -> bool:
    return _number(value, TASKS)


def _is_time(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value < LATEST and math.isfinite(value)


def _is_slug(value: Any) -> bool:
    return isinstance(value, str) and SLUG.fullmatch(value) is not None


def _is_made(one: Any) -> bool:
    return (
        isinstance(one, list)
        and len(one) == 3
        and _number(one[1], MAX_READY + 1)
        and _number(one[0], one[1])
        and _is_task(one[2])
    )


def _are_values(value: Any) -> bool:
    return _list(value, 12, lambda one: _pair(one) and _text(one[0], NAME_CHARS) and _text(one[1], 60))


STANDS: Final = ("task", "name", "coro", "line", "values")


def _stands(one: dict[str, Any]) -> bool:
    return (
        _is_task(one["task"])
        and _text(one["name"], NAME_CHARS)
        and _text(one["coro"], NAME_CHARS)
        and _number(one["line"], 10**6)
        and _are_values(one["values"])
    )


def _is_ready(one: Any) -> bool:
    return _has(one, *STANDS) and _stands(one)


def _is_waiting(one: Any) -> bool:
    return (
        _has(one, *STANDS, "wait", "on", "until", "holder")
        and _stands(one)
        and _is_slug(one["wait"])
        and _text(one["on"], 4 * NAME_CHARS)
        and (one["until"] is None or _is_time(one["until"]))
        and _is_task(one["holder"])
    )


def _is_end(end: dict[str, Any]) -> bool:
    return (
        _is_slug(end["how"])
        and _text(end["exc"], NAME_CHARS)
        and _text(end["text"], TEXT_CHARS)
        and _number(end["line"], 10**6)
        and _text(end.get("last", ""), TEXT_CHARS)
    )


def _is_found(found: Any) -> bool:
    return (
        _has(found, *END, "last", "schedule")
        and _is_end(found)
        and isinstance(found["schedule"], list)
        and is_schedule(found["schedule"])
    )


def _is_refused(refused: Any) -> bool:
    return _pair(refused) and _is_slug(refused[0]) and _number(refused[1], 10**6)
